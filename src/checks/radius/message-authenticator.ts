import {defineCheck} from '../../core/check.ts'
import {pass, skip, unknown, warn} from '../../core/outcome.ts'
import {radiusServer} from '../../facts/radius-server.ts'
import {radiusSignIn} from '../../facts/radius-sign-in.ts'
import {allLegs} from '../radius-legs.ts'

const server = {owner: 'server', disrupts: 'nothing'} as const
const update = 'Install Windows’ updates on the NPS server: since those of July 2024 NPS signs its replies.'
const require = {
  step: 'Once every NAS sends Message-Authenticator, require it; one that does not is no longer answered afterwards.',
  run: ['netsh nps set requiremsgauth all = "enable"'],
} as const

export default defineCheck({
  id: 'radius.message-authenticator',
  title: 'RADIUS replies are signed, and unsigned requests not answered (BlastRADIUS)',
  needs: {asked: radiusServer},
  wants: {signIn: radiusSignIn},
  after: ['radius.hardening'],
  outcomes: {
    insists: pass(
      'The server insists on Message-Authenticator, as it should, and its replies carry it, too.',
    ),
    'unsigned-replies': warn(
      'The replies of {server} carry no Message-Authenticator, so whoever is in between could forge an accept (BlastRADIUS, CVE-2024-3596).',
      {do: [update], ...server},
    ),
    'unsigned-both-ways': warn(
      'The replies of {server} carry no Message-Authenticator, and it also answers requests without one: whoever is in between could forge an accept (BlastRADIUS, CVE-2024-3596).',
      {do: [update, require.step], run: require.run, ...server},
    ),
    'unsigned-requests': warn(
      '{server} also answers requests without Message-Authenticator, which whoever is in between could have made (BlastRADIUS, CVE-2024-3596).',
      {do: [require.step], run: require.run, ...server},
    ),
    untold: unknown(
      'The replies of {server} carry Message-Authenticator; whether it insists on one in requests could not be told.',
      {do: ['Look again.'], ...server},
    ),
    unanswered: skip('{server} answered no Access-Request, so there is no reply to look at.'),
  },
  judge({asked, signIn}, say) {
    const {server, nobody} = asked
    // A forged answer to Status-Server lets nobody in.
    const requests = allLegs(asked, signIn).filter(({sent}) => sent !== 'status')
    const answers = requests.flatMap(({answer}) => answer ?? [])
    if (answers.length === 0) return say('unanswered', {server})
    const lax = nobody.unsigned?.answer != null
    const bare = answers.some(({signed}) => !signed)
    if (bare) return say(lax ? 'unsigned-both-ways' : 'unsigned-replies', {server})
    if (lax) return say('unsigned-requests', {server})
    // Only of a server that answers the same request with a signature silence is an answer.
    const insists = nobody.signed?.answer && nobody.unsigned?.ended === 'silence'
    return insists ? say('insists') : say('untold', {server})
  },
})
