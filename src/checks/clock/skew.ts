import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {type EndpointView, endpointFacts} from '../../facts/endpoint.ts'

// Kerberos, and so the first factor, tolerates 5 minutes (RFC 4120 §8.2); the token service's own limit is not published.
const tooFarMs = 5 * 60_000
// A `Date` header counts whole seconds and the answer takes its time; below this nothing can be said.
const noticeableMs = 60_000

const cure = {
  do: [
    'Set this machine’s clock from its domain or a time server, and check the time zone.',
    'Then ask again: every cure below may turn out to be needless.',
  ],
  run: ['w32tm /query /status', 'w32tm /resync'],
  owner: 'server',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'clock.skew',
  title: 'This machine’s clock agrees with Microsoft’s',
  anyOf: endpointFacts,
  through: ['endpoints.login'],
  outcomes: {
    agrees: pass('This machine’s clock agrees with Microsoft’s to within {skew}.'),
    drifting: warn(
      'This machine’s clock is {skew} {direction} (says {host}); at 5 minutes sign-ins begin to fail.',
      cure,
    ),
    off: fail(
      'This machine’s clock is {skew} {direction} (says {host}); the token service refuses assertions made with it.',
      cure,
    ),
    undetermined: unknown('No host gave its time, so this machine’s clock could not be compared.', {
      do: ['Cure what keeps the hosts from answering first.'],
      owner: 'network',
      disrupts: 'nothing',
    }),
  },
  judge(ways, say) {
    const told = Object.values(ways).filter((way): way is EndpointView => way?.http?.clockAheadMs != null)
    const aheads = told.map((way) => way.http!.clockAheadMs!).sort((a, b) => a - b)
    const ahead = aheads[Math.floor(aheads.length / 2)]
    if (ahead === undefined) return say('undetermined')
    const slots = {
      skew: {duration: ahead},
      direction: ahead > 0 ? 'ahead' : 'behind',
      host: told.find((way) => way.http!.clockAheadMs === ahead)!.path.host,
    }
    if (Math.abs(ahead) < noticeableMs) return say('agrees', {...slots, skew: {duration: noticeableMs}})
    return say(Math.abs(ahead) < tooFarMs ? 'drifting' : 'off', slots)
  },
})
