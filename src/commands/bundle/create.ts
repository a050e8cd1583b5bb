import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import {lookFlags} from '../flags.ts'
import {lookLive} from '../run.ts'
import {bundleFlags, planBundle, writeBundle} from '../write/bundle.ts'

export default class BundleCreate extends Command {
  static override id = 'bundle:create'
  static override summary = 'Look as doctor does, and write the evidence for support.'
  static override description =
    'Names of people, machines, domains and tenants are replaced by aliases of the same shape; no secret is in it. A name that ends in .gz makes it gzip. Exit status: 0 written, 2 wrong usage or not writable; what was found is in the bundle (npsmfa bundle show FILE).'
  static override examples = [
    {
      description: 'Of the lab:',
      command: '<%= config.bin %> bundle create case.json --lab=certificate-expired',
    },
    {
      description: 'The tenant in clear, and a map for yourself:',
      command: '<%= config.bin %> bundle create case.gz --lab --keep tenant --reveal-map map.json',
    },
  ]
  static override args = {
    file: Args.string({description: 'the bundle to write', required: true, ignoreStdin: true}),
  }
  static override flags = {...lookFlags, ...bundleFlags}

  async run(): Promise<void> {
    const {args, flags} = await this.parse(BundleCreate)
    const plan = planBundle({file: args.file, given: 'FILE'}, flags)
    const diagnosis = await lookLive(flags)
    if (diagnosis) process.stderr.write(await writeBundle(diagnosis, plan))
  }
}
