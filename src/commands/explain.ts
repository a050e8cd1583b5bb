import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class Explain extends Command {
  static override id = 'explain'
  static override summary = 'What an error code, a line of a log, or a file of them means.'
  static override description = 'And what cures it. Offline. Exit status: 0 recognised, 3 not.'
  static override examples = [
    {
      description: 'A code, in any spelling:',
      command: '<%= config.bin %> explain AADSTS7000112\n<%= config.bin %> explain -895352831',
    },
    {
      description: 'A line that was copied, in quotes:',
      command: '<%= config.bin %> explain "… request handle: -895352831 …"',
    },
    {
      description: 'A file:',
      command: '<%= config.bin %> explain ticket.txt',
    },
    {
      description: 'A code of npsmfa’s own, as reports name them; a check with all its endings:',
      command: '<%= config.bin %> explain cert.expiry/expired\n<%= config.bin %> explain cert.expiry',
    },
  ]
  // Standard input is read by the command itself, and only if it is asked to.
  static override args = {
    what: Args.string({description: 'a code, a text, a file, or - for standard input', ignoreStdin: true}),
  }
  static override strict = false
  static override flags = {json: Flags.boolean({description: 'as npsmfa.explanation/1', env: 'NPSMFA_JSON'})}

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Explain)
    const {explainText} = await import('./explain-text.ts')
    const {allOwn} = await import('../explain/all-own-codes.ts')
    const {checks, probes} = await import('../index.ts')
    await explainText(argv as string[], flags.json, () => allOwn(checks, probes))
  }
}
