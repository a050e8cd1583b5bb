import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class LabList extends Command {
  static override id = 'lab:list'
  static override summary = 'The lab’s scenarios, and what a doctor must say of each.'
  static override examples = [
    {
      description: 'For people, and for programs:',
      command: '<%= config.bin %> lab list\n<%= config.bin %> lab list --json',
    },
  ]
  static override flags = {json: Flags.boolean({description: 'as JSON', env: 'NPSMFA_JSON'})}

  async run(): Promise<void> {
    const {flags} = await this.parse(LabList)
    const {labScenarios} = await import('../../index.ts')
    const rows = (await labScenarios()).map(({name, about, code, exit}) => ({name, about, code, exit}))
    const line = ({name, about, code, exit}: (typeof rows)[number]) =>
      `${name.padEnd(28)} ${exit}  ${code ?? '-'}\n${' '.repeat(32)}${about}\n`
    process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(line).join(''))
  }
}
