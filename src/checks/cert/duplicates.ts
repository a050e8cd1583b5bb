import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {certificateStore} from '../../facts/certificate-store.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {run} from '../../facts/run.ts'

export default defineCheck({
  id: 'cert.duplicates',
  title: 'No expired certificate lies beside the good one',
  needs: {store: certificateStore, certificate: extensionCertificate, run},
  after: [
    'extension.installed',
    'registry.values',
    'cert.present',
    'cert.selected/ambiguous',
    'cert.selected/stale',
    'cert.expiry',
  ],
  outcomes: {
    none: pass('No expired certificate of the extension lies beside {sha1} ({count} others).'),
    expired: warn(
      'Beside {sha1}, LocalMachine\\My holds {count} expired of the extension ({thumbprints}); Microsoft names such leftovers as a cause of failing sign-ins.',
      {
        do: [
          'Delete the expired certificates of the extension, then restart NPS; npsmfa setup --prune removes their keys in the tenant, too.',
          'Leave those of AD FS and of other products alone.',
        ],
        run: ['npsmfa repair cert.duplicates/expired --apply'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
  },
  judge({store, certificate: {sha1}, run}, say) {
    const others = store.candidates.filter((candidate) => candidate.sha1 !== sha1)
    const expired = others.filter(({notAfter}) => Date.parse(notAfter) < Date.parse(run.asOf))
    if (expired.length === 0) return say('none', {sha1, count: others.length})
    const thumbprints = expired.slice(0, 5).map((candidate) => candidate.sha1)
    return say('expired', {sha1, count: expired.length, thumbprints})
  },
})
