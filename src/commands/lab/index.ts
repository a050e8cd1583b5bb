import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {interruptible} from '../interrupt.ts'
import {readListening} from '../read/radius.ts'

export default class Lab extends Command {
  static override id = 'lab'
  static override summary = 'Keep a pretended installation running, to point a doctor at.'
  static override description =
    'The embedded stand-in of a tenant, a directory and an NPS server, healthy or with a fault. It ends with Ctrl-C.'
  static override examples = [
    {
      description: 'In one window the lab, in another the doctor with the address it prints:',
      command: '<%= config.bin %> lab certificate-expired-there',
    },
    {
      description: 'For a VPN gateway or another NAS in the network, whoever it is:',
      command: '<%= config.bin %> lab approval-over-ms-chap --listen 127.0.0.1:18120',
    },
  ]
  static override args = {
    scenario: Args.string({description: 'see npsmfa lab list', default: 'healthy', ignoreStdin: true}),
  }

  static override flags = {
    listen: Flags.string({
      description: 'let its NPS answer RADIUS here, for a NAS in the network; default: this machine only',
      helpValue: 'IPV4[:PORT]',
    }),
  }

  async run(): Promise<void> {
    const {args, flags} = await this.parse(Lab)
    const radius = flags.listen === undefined ? undefined : readListening(flags.listen)
    const {openLab} = await import('../../index.ts')
    await interruptible(async (signal) => {
      const lab = await openLab(args.scenario, radius)
      const {address: nps, secret, password, code} = lab.radius
      process.stdout.write(
        `The lab is running at ${lab.address} until you press Ctrl-C.\nPoint a doctor at it:\n\n  npsmfa doctor --lab=${lab.address}\n\nIts NPS answers RADIUS at ${nps} (UDP): shared secret ${secret}, every user’s password ${password}, code ${code}.\n`,
      )
      if (!signal.aborted) await new Promise((end) => signal.addEventListener('abort', end, {once: true}))
      await lab.close()
    })
  }
}
