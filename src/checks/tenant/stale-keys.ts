import {defineCheck} from '../../core/check.ts'
import {pass, skip, warn} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {clientPrincipal} from '../../facts/principal.ts'
import {run} from '../../facts/run.ts'
import {throughGraph} from '../ways.ts'

/** Keys of the extension's own script; those of AD FS and of anybody else are none of our business. */
const ours = (subject: string | null) =>
  subject !== null && /\bOU\s*=\s*Microsoft NPS Extension\b/i.test(subject)

export default defineCheck({
  id: 'tenant.stale-keys',
  title: 'No key of the extension in the tenant has ended',
  needs: {principal: clientPrincipal, run},
  wants: {certificate: extensionCertificate},
  through: throughGraph,
  outcomes: {
    none: pass('No other NPS extension’s key in the tenant has ended ({count} seen).'),
    ended: warn(
      '{ended} of {count} other keys of NPS extensions in the tenant have ended, the last on {last}: a server that still uses one gets no token.',
      {
        do: [
          'Check that no NPS server still uses a certificate with one of these thumbprints: {thumbprints}.',
          'Then remove those keys: npsmfa setup --prune does it for those whose certificate is still on its server. Leave the keys of AD FS and other products alone.',
        ],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    'no-principal': skip('The application is not in the tenant, so there are no keys to look at.'),
  },
  judge({principal, run, certificate}, say) {
    if (!principal.present) return say('no-principal')
    // The key of this server's own certificate is tenant.associated's.
    const keys = principal.keys.filter((key) => ours(key.subject) && key.sha1 !== certificate?.sha1)
    const ended = keys
      .filter((key) => Date.parse(key.endDateTime) < Date.parse(run.asOf))
      .sort((a, b) => Date.parse(b.endDateTime) - Date.parse(a.endDateTime))
    const [last] = ended
    if (!last) return say('none', {count: keys.length})
    const thumbprints = ended.slice(0, 10).map((key) => key.sha1 ?? key.keyId)
    return say('ended', {
      ended: ended.length,
      count: keys.length,
      last: {time: last.endDateTime},
      thumbprints,
    })
  },
})
