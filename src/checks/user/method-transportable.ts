import {type Prompt, promptWords} from '../../catalogue/transport.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown, warn} from '../../core/outcome.ts'
import {authenticationMethods} from '../../facts/authentication-methods.ts'
import {extension} from '../../facts/extension.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'
import {mfaServiceUser} from '../../facts/mfa-service-user.ts'
import {radiusConfiguration} from '../../facts/radius-configuration.ts'
import {user} from '../../facts/user.ts'
import {carried, named, overrideOf, promptsFor, waysIn} from '../method-transport.ts'
import {registeredMethods} from '../registered-methods.ts'
import {throughGraph} from '../ways.ts'

const pap = 'Let the RADIUS client and the network policy use PAP, if the client can ask for a code.'
const override = 'Or set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE (REG_SZ): NPS then sends an approval.'
const restart = {
  run: [
    'Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\AzureMfa OVERRIDE_NUMBER_MATCHING_WITH_OTP FALSE',
    'Restart-Service IAS',
  ],
  owner: 'server',
  disrupts: 'nps-restart',
} as const
const choose = {
  do: [
    'Let the user choose the Authenticator app or a call as default at https://aka.ms/mysecurityinfo; an approval also needs OVERRIDE_NUMBER_MATCHING_WITH_OTP = FALSE.',
    pap,
  ],
  owner: 'user',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'user.method-transportable',
  title: 'RADIUS can carry what NPS will ask the user for',
  needs: {user, radius: radiusConfiguration, registry: extensionRegistry},
  anyOf: {service: mfaServiceUser, graph: authenticationMethods},
  wants: {extension},
  after: ['registry.otp-override', 'user.in-entra', 'user.mfa-methods'],
  through: [...throughGraph, 'token.acquired', 'token.accepted-by-service'],
  outcomes: {
    carried: pass('For {user}, NPS will {ask}; every enabled network policy can carry that: {ways}.'),
    'no-extension': skip('The extension is not installed here, so NPS asks nobody for a second factor.'),
    'no-method': skip('{user} has no usable default method that NPS could ask for.'),
    'no-policy': unknown(
      'No enabled network policy lets anybody in, so it is not known how {user} would come.',
      {
        do: ['Enable the network policy for these sign-ins, or look at the server that has it.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    untold: unknown(
      'For {user}, NPS will {ask}: which of these is not known, and not every enabled network policy can carry each ({ways}).',
      {
        do: [
          'Find out the user’s default method, the extension’s version, and OVERRIDE_NUMBER_MATCHING_WITH_OTP (TRUE or FALSE, REG_SZ).',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'type-unknown': unknown(
      'For {user}, NPS will {ask}; whether {ways} can carry that is not known, for npsmfa does not know the authentication types there.',
      {
        do: ['Look at the authentication methods of these network policies.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'code-nowhere': fail(
      'For {user}, NPS will ask for a one-time password, and no enabled network policy can carry one: {ways}. Only PAP can.',
      {do: [pap, override], ...restart},
    ),
    'code-at-gateway': fail(
      'For {user}, NPS will ask for a one-time password, and an RD Gateway has nowhere to type it: {ways}.',
      {
        do: [
          'Set OVERRIDE_NUMBER_MATCHING_WITH_OTP to FALSE (REG_SZ) on the NPS server with the extension: it then sends an approval.',
        ],
        ...restart,
      },
    ),
    'default-nowhere': fail(
      'For {user}, NPS will {ask}, since that is the default method, and no enabled network policy can carry it: {ways}. Only PAP can.',
      choose,
    ),
    'code-not-everywhere': warn(
      'For {user}, NPS will ask for a one-time password, and not every enabled network policy can be sure to carry it: {ways}. Only PAP can.',
      {do: [pap, override], ...restart},
    ),
    'default-not-everywhere': warn(
      'For {user}, NPS will {ask}, since that is the default method, and not every enabled network policy can be sure to carry it: {ways}. Only PAP can.',
      choose,
    ),
  },
  judge({user, service, graph, radius, registry, extension}, say) {
    if (!registry.present) return say('no-extension')
    const registered = registeredMethods(service, graph)
    if (!registered) return say('no-method', {user})
    const all = waysIn(radius)
    if (all.length === 0) return say('no-policy', {user})
    const asks = promptsFor(registered, overrideOf(registry), extension?.version ?? null)
    if (asks.length === 0) return say('no-method', {user})
    const ask = either(asks)
    const every = (how: 'all' | 'none') =>
      asks.every((each) => all.every((way) => carried(way, each) === how))
    if (every('all')) return say('carried', {user, ask, ways: all.map(named)})
    const doubtful = all.filter((way) => asks.some((each) => carried(way, each) !== 'all'))
    const ways = doubtful.map(named)
    if (asks.length > 1 && !every('none')) return say('untold', {user, ask, ways})
    if (doubtful.some((way) => asks.some((each) => carried(way, each) === null)))
      return say('type-unknown', {user, ask, ways})
    // Number matching made the push a code; else the code is what the user chose.
    const matching = asks[0] === 'code' && registered.preferred !== 'oath'
    if (!every('none'))
      return matching
        ? say('code-not-everywhere', {user, ways})
        : say('default-not-everywhere', {user, ask, ways})
    if (!matching) return say('default-nowhere', {user, ask, ways})
    const atGateway = all.every(({types}) => types.every((type) => type === 'unauthenticated'))
    return say(atGateway ? 'code-at-gateway' : 'code-nowhere', {user, ways})
  },
})

const either = (asks: readonly Prompt[]) => asks.map((ask) => promptWords[ask]).join(', or ')
