import {defineCheck} from '../../core/check.ts'
import {fail, pass, warn} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {run} from '../../facts/run.ts'
import {renewal, setup} from '../setup.ts'

/** Nothing renews the certificate, and people need time to plan a restart of NPS. */
const soonMs = 30 * 86_400_000

export default defineCheck({
  id: 'cert.expiry',
  title: 'The extension’s certificate is valid now',
  needs: {certificate: extensionCertificate, run},
  after: ['cert.present', 'cert.selected'],
  outcomes: {
    valid: pass('The certificate {sha1} is valid until {until}, for another {left}.'),
    'ends-soon': warn(
      'The certificate {sha1} ends on {until}, in {left}, and nothing renews it: from then on every sign-in that needs MFA fails.',
      {
        do: [
          renewal.do,
          'When it has ended, npsmfa setup --prune removes it from the server, and its key from the tenant.',
        ],
        run: renewal.run,
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    expired: fail(
      'The certificate {sha1} ended on {until}, {left} ago: every sign-in that needs MFA fails.',
      {
        do: [
          setup.do,
          'Then npsmfa setup --prune removes the expired one from the server, and its key from the tenant.',
        ],
        run: setup.run,
        owner: 'server',
        disrupts: 'nps-restart',
      },
      'until',
    ),
    'not-yet-valid': fail(
      'The certificate {sha1} is valid only from {from}, in {left}: until then every sign-in that needs MFA fails.',
      {
        do: ['Check that this server’s clock and its date are right.', `If they are: ${setup.do}`],
        run: ['w32tm /query /status', ...setup.run],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
  },
  judge({certificate: {sha1, notBefore, notAfter}, run}, say) {
    const left = Date.parse(notAfter) - Date.parse(run.asOf)
    const still = Date.parse(notBefore) - Date.parse(run.asOf)
    const until = {sha1, until: {time: notAfter}, left: {duration: left}}
    if (left < 0) return say('expired', until)
    if (still > 0) return say('not-yet-valid', {sha1, from: {time: notBefore}, left: {duration: still}})
    return say(left <= soonMs ? 'ends-soon' : 'valid', until)
  },
})
