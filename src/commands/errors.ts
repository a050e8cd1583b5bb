/** What an error means to whoever typed the command: the sentence for stderr, and the exit status. */
export interface Explained {
  exit: number
  text: string
}

const wrongUsage = 2
const ourBug = 70

/** oclif's parse errors quote what was typed, which may be a secret in the wrong place: only names of flags are repeated. */
export function explainError(error: unknown): Explained {
  const e = error as Error & {
    oclif?: {exit?: number}
    code?: string
    flags?: string[]
    args?: unknown[]
    parse?: unknown
  }
  if (e.code === 'EEXIT') return {exit: e.oclif?.exit ?? 0, text: ''}
  const usage = (sentence: string) => ({exit: wrongUsage, text: `npsmfa: ${sentence}\n`})
  switch (e.constructor.name) {
    case 'UsageError':
      return usage(e.message)
    case 'NonExistentFlagsError':
      return usage(
        `There is no flag ${(e.flags ?? []).map(nameOf).join(', ')}; npsmfa doctor --help names them all.`,
      )
    case 'UnexpectedArgsError':
      return usage(
        'There is an argument too much; a flag’s value follows it directly (--lab=SCENARIO), and npsmfa --help shows each form.',
      )
  }
  if (e.oclif === undefined)
    return {
      exit: ourBug,
      text: `npsmfa: this is a bug in npsmfa, please report it with these lines.\n${e.stack ?? String(e)}\n`,
    }
  const [first = ''] = e.message.split('\n')
  return usage(e.parse === undefined ? first : withoutValues(e.message))
}

const nameOf = (flag: string) => flag.replace(/=.*/s, '')

/** "Expected --cloud=x to be one of: public, usgov": what was typed goes, what is allowed stays. */
const withoutValues = (message: string) =>
  message
    .replace(/(--[\w-]+)=[^\n]*? to be one of/g, '$1 to be one of')
    .replace(/(-{1,2}[\w-]+)=\S+/g, '$1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^See more help/.test(line))
    .join(' ')
