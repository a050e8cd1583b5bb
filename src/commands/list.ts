import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class List extends Command {
  static override id = 'list'
  static override summary = 'The checks, how each can end, and what each needs.'
  static override examples = [
    {
      description: 'For people, and for programs:',
      command: '<%= config.bin %> list\n<%= config.bin %> list --json',
    },
  ]
  static override flags = {json: Flags.boolean({description: 'as JSON', env: 'NPSMFA_JSON'})}

  async run(): Promise<void> {
    const {flags} = await this.parse(List)
    const {checks, probes} = await import('../index.ts')
    const {ownChecksOf} = await import('../explain/own-checks.ts')
    const {renderList} = await import('../render/list.ts')
    const rows = ownChecksOf(checks, probes).map(({id, title, facts, permissions, after, explains}, i) => {
      const endings = Object.entries(checks[i]!.outcomes).map(([name, {status, message}]) => ({
        code: `${id}/${name}`,
        status,
        message,
      }))
      return {id, title, facts, permissions, after, explains, endings}
    })
    process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : renderList(rows))
  }
}
