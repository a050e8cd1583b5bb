import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {jsonText} from '../../core/words.ts'
import {lookOf} from '../look.ts'
import {print} from '../print.ts'

export default class BundleShow extends Command {
  static override id = 'bundle:show'
  static override summary = 'What a bundle holds, and the report that it leads to.'
  static override description =
    'Reads nothing but the bundle. Exit status: that of the report: 0 healthy, 1 something is red, 3 something asked for could not be determined; 2 the bundle cannot be used.'
  static override examples = [
    {
      description: 'What support was sent:',
      command: '<%= config.bin %> bundle show case.json',
    },
    {
      description: 'All of its evidence, as JSON:',
      command: '<%= config.bin %> bundle show case.json --json',
    },
  ]
  static override args = {
    file: Args.string({description: 'the bundle', required: true, ignoreStdin: true}),
  }
  static override flags = {
    json: Flags.boolean({
      description: 'the bundle itself as JSON, once it has been verified',
      env: 'NPSMFA_JSON',
    }),
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(BundleShow)
    const {openBundle, replay} = await import('../../index.ts')
    const opened = openBundle(args.file)
    const report = replay(opened.record)
    process.exitCode = report.exit
    if (flags.json) return print(`${jsonText(opened.bundle)}\n`)
    const {renderBundle} = await import('../../render/bundle.ts')
    await print(renderBundle(opened, report, lookOf(true)))
  }
}
