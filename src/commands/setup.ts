import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {UsageError} from '../core/usage-error.ts'
import {readChange, runChange} from './change.ts'
import {changeFlags} from './change-flags.ts'
import {variable} from './flags.ts'

export default class Setup extends Command {
  static override id = 'setup'
  static override summary = 'Set the extension up: key, certificate, tenant, registry; the plan first.'
  static override description =
    'What the extension’s configuration script does, in an order in which nothing that works can break. Exit status: 0 done, or only planned, 1 it did not work, 3 it could not be told.'
  static override examples = [
    {
      description: 'The plan for a server that was never set up, in the lab:',
      command: '<%= config.bin %> setup --lab=never-set-up --tenant contoso.example',
    },
    {
      description: 'On the server; later, before the certificate ends, and when the old one has ended:',
      command:
        '<%= config.bin %> setup --tenant contoso.com --sign-in device --apply\n<%= config.bin %> setup --renew --sign-in device --apply\n<%= config.bin %> setup --prune --sign-in device --apply',
    },
  ]
  static override flags = {
    ...changeFlags,
    check: Flags.boolean({
      description: 'only say what is missing before anything can be done',
      exclusive: ['renew', 'prune', 'apply'],
    }),
    renew: Flags.boolean({
      description: 'a new certificate; the old one stays valid until the new one is proven',
      exclusive: ['prune'],
    }),
    prune: Flags.boolean({description: 'remove our own certificates and keys that have ended'}),
    days: Flags.integer({
      description: 'how long the certificate is valid',
      default: 730,
      min: 1,
      max: 3650,
      env: variable('days'),
    }),
    bits: Flags.string({
      description: 'the length of its key',
      options: ['2048', '3072', '4096'],
      default: '2048',
      env: variable('bits'),
    }),
    certificate: Flags.string({
      description: 'use this certificate of LocalMachine\\My, with its key, instead of making one',
      helpValue: 'THUMBPRINT',
      env: variable('certificate'),
    }),
  }

  async run(): Promise<void> {
    const {flags} = await this.parse(Setup)
    const own = flags.certificate === undefined ? null : thumbprintOf(flags.certificate)
    const asked = {
      options: readChange(flags),
      what: flags.renew ? 'renew' : flags.prune ? 'prune' : 'setup',
      days: flags.days,
      bits: Number(flags.bits) as 2048 | 3072 | 4096,
      own,
    } as const
    const {setup, setupCheck} = await import('../index.ts')
    await runChange(flags, 'Do that? NPS is restarted at the end.', (confirm, watching) =>
      flags.check ? setupCheck(asked.options, watching) : setup(asked, confirm, watching),
    )
  }
}

function thumbprintOf(text: string): string {
  const digits = text.replace(/[\s:\u200e\u200f]/g, '').toUpperCase()
  if (/^[0-9A-F]{40}$/.test(digits)) return digits
  throw new UsageError(
    '--certificate is the thumbprint of a certificate in LocalMachine\\My: 40 hexadecimal digits.',
  )
}
