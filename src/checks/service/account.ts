import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {npsService} from '../../facts/nps-service.ts'

/** NETWORK SERVICE and SYSTEM: both are met, and Microsoft names no other. */
const usual: readonly string[] = ['S-1-5-20', 'S-1-5-18']

export default defineCheck({
  id: 'service.account',
  title: 'NPS runs as the account that the extension is made for',
  needs: {service: npsService},
  outcomes: {
    usual: pass('NPS runs as {account}.'),
    'no-service': skip('There is no service IAS (Network Policy Server) on this machine.'),
    other: warn(
      'NPS runs as {account}. The extension’s configuration script lets NETWORK SERVICE read the key of each certificate it makes, and this account not: after the next renewal MFA fails.',
      {
        do: [
          'Let NPS run as NETWORK SERVICE again, as Windows sets it up; or give {account} Read on the key after each run of the script.',
          'The computer’s membership of RAS and IAS Servers does not help this account to read the directory, either.',
        ],
        run: ['sc.exe config IAS obj= "NT AUTHORITY\\NetworkService"', 'Restart-Service IAS'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    'not-known': unknown('NPS runs as {account}, and {problem}.', {
      do: [
        'See whether a domain controller can be reached and whether that account still exists; NPS cannot start again without it.',
      ],
      run: ['sc.exe qc IAS'],
      owner: 'server',
      disrupts: 'nothing',
    }),
  },
  judge({service}, say) {
    if (!service.present) return say('no-service')
    const {account, accountSid, accountProblem} = service
    const problem = accountProblem
      ? `Windows could not look that account up (${accountProblem})`
      : 'Windows knows no such account'
    if (accountSid === null) return say('not-known', {account, problem})
    return usual.includes(accountSid) ? say('usual', {account}) : say('other', {account})
  },
})
