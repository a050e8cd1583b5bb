import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class List extends Command {
  static override id = 'list'
  static override summary = 'The checks, their endings, and what each must know.'
  static override flags = {json: Flags.boolean({description: 'as JSON'})}

  async run(): Promise<void> {
    const {flags} = await this.parse(List)
    const {checks} = await import('../index.ts')
    const {renderList} = await import('../render/list.ts')
    const rows = checks.map(({id, title, needs, anyOf, wants, outcomes}) => ({
      id,
      title,
      facts: [needs, anyOf, wants].flatMap((facts) => Object.values(facts).map((fact) => fact.key)),
      endings: Object.entries(outcomes).map(([name, {status, message}]) => ({
        code: `${id}/${name}`,
        status,
        message,
      })),
    }))
    process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : renderList(rows))
  }
}
