import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {jsonText} from '../core/words.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'

export default class Diff extends Command {
  static override id = 'diff'
  static override summary = 'Compare two bundles: which difference explains which finding.'
  static override description =
    'Two servers, or one server on two days. For every finding that ends differently, the fewest differences that turn one ending into the other. Reads nothing but the bundles. Exit status: 0 every finding ends the same, 1 something differs, 2 a bundle cannot be used.'
  static override examples = [
    {
      description: 'A server that works and one that does not, made with the same aliases:',
      command:
        '<%= config.bin %> bundle create nps1.json --lab --reveal-map map.json\n<%= config.bin %> bundle create nps2.json --lab=key-denied --same-aliases-as map.json\n<%= config.bin %> diff nps1.json nps2.json',
    },
    {
      description: 'The differences that change nothing too:',
      command: '<%= config.bin %> diff nps1.json nps2.json --all',
    },
  ]
  static override args = {
    a: Args.string({description: 'a bundle', required: true, ignoreStdin: true}),
    b: Args.string({description: 'the bundle to compare it with', required: true, ignoreStdin: true}),
  }
  static override flags = {
    all: Flags.boolean({description: 'list the differences that change no finding too', env: 'NPSMFA_ALL'}),
    json: Flags.boolean({description: 'npsmfa.diff/1 as JSON', env: 'NPSMFA_JSON'}),
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Diff)
    const {compare, openBundle} = await import('../index.ts')
    const comparison = compare(openBundle(args.a, 'A'), openBundle(args.b, 'B'))
    process.exitCode = comparison.findings.length === 0 ? 0 : 1
    if (flags.json) return print(`${jsonText(comparison)}\n`)
    const {renderDiff} = await import('../render/diff.ts')
    await print(renderDiff(comparison, {...lookOf(true), all: flags.all}))
  }
}
