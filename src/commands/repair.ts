import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {UsageError} from '../core/usage-error.ts'
import {readChange, runChange} from './change.ts'
import {changeFlags} from './change-flags.ts'

export default class Repair extends Command {
  static override id = 'repair'
  static override summary = 'Cure what a check has found; the plan first, --apply to do it.'
  static override description =
    'Each step is written down before it is done, looked at afterwards, and taken back where a later one fails. Exit status: 0 done, or only planned, 1 it did not work, 3 it could not be told.'
  static override examples = [
    {
      description: 'The plan, and then the cure, on the lab’s server:',
      command:
        '<%= config.bin %> repair cert.key-acl --lab=key-unreadable\n<%= config.bin %> repair cert.key-acl --lab=key-unreadable --apply --yes',
    },
    {
      description: 'A run that was cut off: finish it, or take it back:',
      command: '<%= config.bin %> repair --resume --apply\n<%= config.bin %> repair --undo --apply',
    },
  ]
  static override args = {
    code: Args.string({
      description: 'a check, or one of its endings, as the report names it',
      ignoreStdin: true,
    }),
  }
  static override flags = {
    ...changeFlags,
    resume: Flags.boolean({description: 'finish the run that was cut off', exclusive: ['undo']}),
    undo: Flags.boolean({description: 'take back the run that was cut off, else the last one'}),
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Repair)
    const options = readChange(flags)
    const {repair, repairGoesOn} = await import('../index.ts')
    const goesOn = flags.resume === true || flags.undo === true
    if (goesOn === (args.code !== undefined))
      throw new UsageError(
        'Name what to repair, such as npsmfa repair cert.key-acl; or give --resume or --undo.',
      )
    if (goesOn)
      return runChange(flags, 'Go on with that?', (confirm, watching) =>
        repairGoesOn(flags.resume ? 'do' : 'undo', options, confirm, watching),
      )
    await runChange(flags, 'Do that? NPS may be restarted.', (confirm, watching) =>
      repair(args.code!, options, confirm, watching),
    )
  }
}
