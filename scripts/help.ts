import {Config, Help} from '@oclif/core'

/** The help of every command as oclif prints it, by the words that ask for it; bin/run.js prints it without loading oclif. */
export async function help(): Promise<Record<string, string>> {
  const config = await Config.load({root: process.cwd()})
  // The build machine's system is not the reader's.
  Object.assign(config, {userAgent: `npsmfa/${config.version}`})
  const texts: Record<string, string> = {}
  let text = ''
  class Captured extends Help {
    protected override log(...args: string[]): void {
      text += `${args.join(' ')}\n`
    }
  }
  const shown = new Captured(config, {stripAnsi: true})
  for (const id of ['', ...config.commandIDs]) {
    text = ''
    await shown.showHelp(id === '' ? [] : [id])
    texts[id.replaceAll(':', ' ')] = text
  }
  return texts
}
