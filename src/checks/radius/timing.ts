import {defineCheck} from '../../core/check.ts'
import {pass, skip, warn} from '../../core/outcome.ts'
import {took} from '../../core/words.ts'
import {type RadiusConfiguration, radiusConfiguration} from '../../facts/radius-configuration.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'

/** What NPS takes where the group says nothing, in seconds. */
const assumed = 3
/** "Integrate your Remote Desktop Gateway infrastructure …": 30 to 60 seconds, so that MFA can be answered meanwhile. */
const enough = 30
/** No NAS gives up sooner, in milliseconds: three seconds is the shortest that is met as a default. */
const quickMs = 3_000

export default defineCheck({
  id: 'radius.timing',
  title: 'MFA is given the time that it takes, by servers in between and by the NAS',
  anyOf: {radius: radiusConfiguration, signIn: radiusSignIn},
  after: ['host.role'],
  outcomes: {
    none: pass('NPS forwards no requests to other servers.'),
    patient: pass('NPS waits {shortest} s and more for the servers that it forwards to.'),
    quick: pass('The sign-in was answered after {after}: every NAS waits so long.'),
    slow: pass(
      'A NAS that gives up on a server before {after} would have failed; for MFA, let it wait at least 60 s.',
    ),
    unanswered: skip('The sign-in was not answered, so nothing tells how long it takes.'),
    impatient: warn(
      'NPS gives up on {servers} before a person can answer: it sends the request again and so asks for MFA several times, or refuses the sign-in.',
      {
        do: [
          'In the properties of the remote RADIUS server, on the tab Load Balancing, set “Number of seconds without response before request is considered dropped” to 60, and “Number of seconds between requests when server is identified as unavailable” to at least as much.',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({radius, signIn}, say) {
    const servers = radius ? forwardedTo(radius) : []
    const short = servers.filter(({seconds}) => seconds < enough)
    if (short.length > 0)
      return say('impatient', {
        servers: short.map(({address, group, seconds}) => `${address} in “${group}” (after ${seconds} s)`),
      })
    if (servers.length > 0)
      return say('patient', {shortest: Math.min(...servers.map(({seconds}) => seconds))})
    const answered = (signIn?.legs ?? []).filter(({answer}) => answer !== null)
    if (answered.length === 0) return say(radius ? 'none' : 'unanswered')
    const slowest = Math.max(...answered.map(({ms}) => ms))
    return say(slowest > quickMs ? 'slow' : 'quick', {after: took(slowest)})
  },
})

/** The servers that enabled policies forward to, with how long NPS waits for each. */
function forwardedTo({remoteGroups, connectionRequestPolicies}: RadiusConfiguration) {
  const used = connectionRequestPolicies
    .filter((policy) => policy.enabled && policy.provider === 'radius')
    .map((policy) => policy.remoteGroup?.toLowerCase())
  return remoteGroups
    .filter((group) => used.includes(group.name.toLowerCase()))
    .flatMap((group) => group.servers.map((server) => ({...server, group: group.name})))
    .map((server) => ({...server, seconds: server.timeout ?? assumed}))
}
