import {Command} from '@oclif/core/command'
import type {Cloud} from '../catalogue/clouds.ts'
import {jsonText} from '../core/words.ts'
import {challengeFlags, methodIds} from './challenge-flags.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'
import {readCertificate} from './read/certificate.ts'
import {codeFromTerminal} from './read/code.ts'
import {readTimeout} from './read/radius.ts'
import {readProxy, readTenant, readUsers} from './read/text.ts'
import {ringing} from './ringing.ts'

export default class Challenge extends Command {
  static override id = 'challenge'
  static override summary = 'Ask somebody for a second factor, without NPS; a phone will ring.'
  static override description =
    'The MFA service is asked with the extension’s own certificate, as the extension asks it. Exit status: 0 accepted, 1 refused, 3 silence, or it could not be told.'
  static override examples = [
    {
      description: 'In the lab, where no phone rings:',
      command: '<%= config.bin %> challenge --lab --user alice@contoso.example --yes',
    },
    {
      description: 'On the NPS server; from elsewhere with the extension’s certificate, and by a call:',
      command:
        '<%= config.bin %> challenge --user alice@contoso.com\n<%= config.bin %> challenge --user alice@contoso.com --pfx nps.pfx --method call',
    },
  ]
  static override flags = challengeFlags

  async run(): Promise<void> {
    const {flags} = await this.parse(Challenge)
    const [user] = readUsers([flags.user]) as [string]
    const asked = {
      user,
      method: flags.method === undefined ? null : methodIds[flags.method as keyof typeof methodIds],
      timeoutMs: readTimeout(flags.timeout),
      askCode: codeFromTerminal,
      options: {
        lab: flags.lab ?? null,
        cloud: (flags.cloud as Cloud | undefined) ?? null,
        tenant: flags.tenant === undefined ? null : readTenant(flags.tenant),
        proxy: flags.proxy === undefined ? null : readProxy(flags.proxy),
        credential: await readCertificate(flags),
      },
    }
    const question = `This asks ${user} for a second factor: a phone will ring. Go on?`
    const report = await ringing(
      {question, yes: flags.yes, declined: 'Nobody was asked.'},
      async (signal) => {
        const {challenge} = await import('../index.ts')
        const shown = progress(process.stderr)
        return challenge(asked, {signal, onProgress: shown.update}).finally(shown.end)
      },
    )
    if (report === null) return
    process.exitCode = report.exit
    const {renderChallenge} = await import('../render/challenge.ts')
    await print(flags.json ? `${jsonText(report)}\n` : renderChallenge(report, lookOf(true)))
  }
}
