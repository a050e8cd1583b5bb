import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {runFlags} from './flags.ts'
import {runDoctor} from './run.ts'
import {runSelfTest} from './self-test.ts'

export default class Doctor extends Command {
  static override id = 'doctor'
  static override summary = 'Look at everything from here; the root cause comes first.'
  static override description =
    'Reads only. Exit status: 0 healthy, 1 something is red, 2 wrong usage, 3 something asked for could not be determined, 70 a bug in npsmfa, 130 interrupted; --format nagios has its own.'
  static override examples = [
    {
      description: 'The embedded lab, healthy and with a fault:',
      command: '<%= config.bin %> doctor --lab\n<%= config.bin %> doctor --lab=client-principal-disabled',
    },
    {
      description: 'On the NPS server, in an elevated prompt; then for a user who stays outside:',
      command: '<%= config.bin %> doctor\n<%= config.bin %> doctor --user alice@contoso.com',
    },
    {
      description: 'From any other machine, with the extension’s certificate, and with the directory:',
      command:
        '<%= config.bin %> doctor --pfx nps.pfx\n<%= config.bin %> doctor --ldap ldaps://dc1.contoso.com --ldap-user ops@contoso.com',
    },
    {
      description: 'A report for scripts, and the evidence for support:',
      command: '<%= config.bin %> doctor --lab --json --output report.json --bundle case.json',
    },
    {
      description: 'What support was sent; what will have ended by another day:',
      command:
        '<%= config.bin %> doctor --from case.json\n<%= config.bin %> doctor --from case.json --at 2031-01-01',
    },
    {
      description: 'For CI, after a cure that takes some minutes to arrive, and for monitoring:',
      command:
        '<%= config.bin %> doctor --wait 5m --format junit --output npsmfa.xml\n<%= config.bin %> doctor --format nagios',
    },
  ]
  static override flags = {
    ...runFlags,
    'self-test': Flags.boolean({
      description: 'on a Windows server: print how Windows answers, for docs/windows-acceptance.md',
    }),
  }

  async run(): Promise<void> {
    const {flags} = await this.parse(Doctor)
    await (flags['self-test'] ? runSelfTest(flags.json) : runDoctor(flags))
  }
}
