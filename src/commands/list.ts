import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export default class List extends Command {
  static override id = 'list'
  static override summary = 'The checks, their endings, and the facts and permissions each needs.'
  static override flags = {json: Flags.boolean({description: 'as JSON'})}

  async run(): Promise<void> {
    const {flags} = await this.parse(List)
    const {checks, probes} = await import('../index.ts')
    const {renderList} = await import('../render/list.ts')
    const permissionsOf = (keys: readonly string[]) =>
      probes.flatMap(({fact, permission}) => (permission && keys.includes(fact.key) ? [permission] : []))
    const rows = checks.map(({id, title, needs, anyOf, wants, outcomes}) => {
      const facts = [needs, anyOf, wants].flatMap((set) => Object.values(set).map((fact) => fact.key))
      const endings = Object.entries(outcomes).map(([name, {status, message}]) => ({
        code: `${id}/${name}`,
        status,
        message,
      }))
      return {id, title, facts, permissions: [...new Set(permissionsOf(facts))], endings}
    })
    process.stdout.write(flags.json ? `${JSON.stringify(rows, null, 2)}\n` : renderList(rows))
  }
}
