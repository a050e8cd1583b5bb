import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class Explain extends Command {
  static override id = 'explain'
  static override summary =
    'What an error code, a log line, an event or a file of them means, and what cures it. Offline.'
  static override examples = [
    {description: 'A code, in any spelling:', command: '<%= config.bin %> explain AADSTS7000112'},
    {
      description: 'A line that was copied:',
      command: '<%= config.bin %> explain "… request handle: -895352831 …"',
    },
    {description: 'A file, or what is pasted:', command: '<%= config.bin %> explain ticket.txt'},
  ]
  // Standard input is read by the command itself, and only if it is asked to.
  static override args = {
    what: Args.string({description: 'a code, a text, a file, or - for standard input', ignoreStdin: true}),
  }
  static override strict = false
  static override flags = {json: Flags.boolean({description: 'as npsmfa.explanation/1'})}

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Explain)
    const {explainText} = await import('./explain-text.ts')
    const {allOwn} = await import('../explain/all-own-codes.ts')
    const {checks, probes} = await import('../index.ts')
    await explainText(argv as string[], flags.json, () => allOwn(checks, probes))
  }
}
