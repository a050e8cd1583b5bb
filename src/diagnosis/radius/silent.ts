import {beforeNps, type SilenceCause, stillWaiting, withinNps} from '../../catalogue/radius-silence.ts'
import type {Judged, Leg, RadiusTest} from '../../core/radius.ts'
import {duration} from '../../core/words.ts'
import {allLegs} from './legs.ts'

/** The MFA service waits at most so long for a phone, in milliseconds. */
const phoneMs = 60_000
const decisive = 'Run npsmfa logs on the NPS server: it reads these logs and names the cause.'

/** No answer, or none that was begun to be waited for. */
export function silent(test: RadiusTest, last: Leg | null): Judged {
  const {server, address} = test
  const unknown = {
    outcome: 'undetermined',
    status: 'unknown',
    exit: 3,
    notes: [],
    causes: [],
    next: [],
  } as const
  if (address === null)
    return {
      ...unknown,
      verdict: `The name of ${server} was not found, so nobody was asked.`,
      next: ['Give the server’s address, or a name that this machine can look up, by --server.'],
    }
  const turnedAway = allLegs(test).find(({ended}) => ended === 'unreachable')
  if (turnedAway) return unreachable(test, turnedAway)
  if (last?.ended === 'flood')
    return {
      ...unknown,
      verdict: `The wait was given up: so many datagrams came that were no answer of ${server}. Somebody is forging answers, or something there is broken.`,
    }
  const silence = {...unknown, outcome: 'silence', next: [decisive]} as const
  const count = (flaw: keyof Leg['ignored']) =>
    allLegs(test).reduce((sum, {ignored}) => sum + ignored[flaw], 0)
  if (count('authenticator') + count('message-authenticator') > 0)
    return {
      ...silence,
      verdict: `${server} answers, but not with this shared secret: its replies carry a bad authenticator.`,
      next: ['Type the shared secret anew on both sides, NPS and NAS; long ones are often cut off.'],
    }
  if (count('source') > 0)
    return {
      ...silence,
      verdict: `${server} was asked, but the answer came from another address or port, which a NAS ignores as well.`,
      next: ['Give the NPS server one address for RADIUS, or ask the one that answers.'],
    }
  return {
    ...silence,
    verdict: `No answer within ${duration(test.timeoutMs)}${proven(test) ? ' to the sign-in, while NPS answers other requests' : ''}.`,
    causes: causesOf(test),
  }
}

/** For a user who cannot exist NPS said no: it is there, knows this client, and has its secret. */
const proven = ({nobody}: RadiusTest): boolean => nobody.signed?.answer != null

const causesOf = (test: RadiusTest): SilenceCause[] => [
  ...(proven(test) ? [] : beforeNps),
  ...withinNps,
  ...(test.timeoutMs < phoneMs ? [stillWaiting] : []),
]

function unreachable({server, address}: RadiusTest, {error}: Leg): Judged {
  const closed = error === 'ECONNREFUSED'
  return {
    ...{outcome: 'undetermined', status: 'unknown', exit: 3, notes: [], causes: []},
    verdict: closed
      ? `Nothing listens at ${server} (${address}): the machine is there, but NPS is stopped, or listens on another port.`
      : `This machine could not send to ${server} (${address}): ${error}.`,
    next: [
      closed
        ? 'On the NPS server: npsmfa check service; its ports are in the properties of NPS.'
        : 'Look at the network, routes and firewall of this machine.',
    ],
  }
}
