import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {radiusConfiguration} from '../../facts/radius-configuration.ts'

/** What NPS takes where the group says nothing, in seconds. */
const assumed = 3
/** "Integrate your Remote Desktop Gateway infrastructure …": 30 to 60 seconds, so that MFA can be answered meanwhile. */
const enough = 30

export default defineCheck({
  id: 'radius.timing',
  title: 'Servers that NPS forwards to are given the time that MFA takes',
  needs: {radius: radiusConfiguration},
  after: ['host.role'],
  outcomes: {
    none: pass('NPS forwards no requests to other servers.'),
    patient: pass('NPS waits {shortest} s and more for the servers that it forwards to.'),
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
  judge({radius: {remoteGroups, connectionRequestPolicies}}, say) {
    const used = connectionRequestPolicies
      .filter((policy) => policy.enabled && policy.provider === 'radius')
      .map((policy) => policy.remoteGroup?.toLowerCase())
    const servers = remoteGroups
      .filter((group) => used.includes(group.name.toLowerCase()))
      .flatMap((group) => group.servers.map((server) => ({...server, group: group.name})))
      .map((server) => ({...server, seconds: server.timeout ?? assumed}))
    if (servers.length === 0) return say('none')
    const short = servers.filter(({seconds}) => seconds < enough)
    if (short.length === 0)
      return say('patient', {shortest: Math.min(...servers.map(({seconds}) => seconds))})
    return say('impatient', {
      servers: short.map(({address, group, seconds}) => `${address} in “${group}” (after ${seconds} s)`),
    })
  },
})
