import {asStep, silences} from '../../catalogue/radius-silence.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {took} from '../../core/words.ts'
import {radiusServer} from '../../facts/radius-server.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {allLegs, lastOf, unproven} from '../radius-legs.ts'

const server = {owner: 'server', disrupts: 'nothing'} as const
const network = {owner: 'network', disrupts: 'nothing'} as const

export default defineCheck({
  id: 'radius.answers',
  title: 'The RADIUS server answers this machine',
  needs: {asked: radiusServer},
  wants: {signIn: radiusSignIn},
  after: [
    ...['host.role', 'registry.dlls/file-missing', 'registry.dlls/other-file-blocks', 'service.running'],
    ...['radius.clients', 'radius.secret/differs'],
  ],
  outcomes: {
    answers: pass('{server} answers a request about nobody who exists after {after}.'),
    silence: unknown(
      'No answer of {server} to a request about nobody who exists; what keeps it silent cannot be told from here.',
      {
        do: [
          'Run npsmfa logs on the NPS server: it reads these logs and names the cause.',
          ...silences['radius.answers/silence']!.map(asStep),
        ],
        ...server,
      },
    ),
    closed: fail(
      'Nothing listens at {server} ({address}): the machine is there, but NPS is stopped, or listens on another port.',
      {
        do: ['On the NPS server: npsmfa check service; its ports are in the properties of NPS.'],
        ...server,
      },
    ),
    'not-found': unknown('The name of {server} was not found, so nobody was asked.', {
      do: ['Give the server’s address, or a name that this machine can look up.'],
      ...network,
    }),
    unreachable: unknown('This machine could not send to {server} ({address}): {error}.', {
      do: ['Look at the network, routes and firewall of this machine.'],
      ...network,
    }),
    flood: unknown(
      'The wait was given up: so many datagrams came that were no answer of {server}. Somebody is forging answers, or something there is broken.',
      {do: ['Record what comes from there on this machine, and see who sends it.'], ...network},
    ),
    unproven: unknown('{server} sends replies, but none that proves the shared secret.', {
      do: ['See radius.secret.'],
      ...server,
    }),
    'other-source': fail(
      '{server} was asked, but the answer came from another address or port, which a NAS ignores as well.',
      {
        do: ['Give the NPS server one address for RADIUS, or ask the one that answers.'],
        ...network,
      },
    ),
  },
  judge({asked, signIn}, say) {
    const {server, address} = asked
    if (address === null) return say('not-found', {server})
    const legs = allLegs(asked, signIn)
    const answered = legs.find(({answer}) => answer !== null)
    // A sign-in that nobody answered tells more than what was answered before.
    if (!answered || (signIn && lastOf(signIn)?.answer === null)) {
      const error = legs.find(({ended}) => ended === 'unreachable')?.error
      if (error === 'ECONNREFUSED') return say('closed', {server, address})
      if (error) return say('unreachable', {server, address, error})
      if (legs.some(({ended}) => ended === 'flood')) return say('flood', {server})
      if (!answered && unproven(legs)) return say('unproven', {server})
      if (legs.some(({ignored}) => ignored.source > 0)) return say('other-source', {server})
    }
    return answered ? say('answers', {server, after: took(answered.ms)}) : say('silence', {server})
  },
})
