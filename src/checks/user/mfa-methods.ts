import {serviceResultTable} from '../../catalogue/codes/extension.ts'
import {serviceResults} from '../../catalogue/extension-codes.ts'
import {servedBy} from '../../catalogue/methods.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {authenticationMethods} from '../../facts/authentication-methods.ts'
import {mfaService} from '../../facts/mfa-service.ts'
import {mfaServiceUser} from '../../facts/mfa-service-user.ts'
import {user} from '../../facts/user.ts'
import {registeredMethods} from '../registered-methods.ts'
import {throughGraph} from '../ways.ts'

const register = {
  do: ['Let the user register the Authenticator app or a phone at https://aka.ms/mysecurityinfo.'],
  owner: 'user',
  disrupts: 'nothing',
} as const

export default defineCheck({
  id: 'user.mfa-methods',
  title: 'The user has a second factor that works over RADIUS',
  needs: {user},
  anyOf: {service: mfaServiceUser, graph: authenticationMethods},
  wants: {acceptance: mfaService},
  after: [
    'registry.alternate-login-id',
    'tenant.exists',
    'user.in-ad',
    'user.in-entra',
    'user.entra-state',
    'user.same-person',
    'user.upn-suffix',
  ],
  through: [...throughGraph, 'token.acquired', 'token.accepted-by-service'],
  outcomes: {
    'not-found': fail(
      'The MFA service does not find {user}: asked for {name} it answers {result}, {meaning}.',
      {
        do: [
          'Give the account the same name in Active Directory and in Entra, with a suffix that is verified in this tenant.',
          'Or put the attribute that holds the Entra name into LDAP_ALTERNATE_LOGINID_ATTRIBUTE and restart NPS.',
        ],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    refused: fail('The MFA service refuses to ask {user} for a second factor: {result}, {meaning}.', {
      do: ['Look up what it means and what cures it: npsmfa explain {result}'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
    undecided: unknown('The MFA service did not tell what it may ask {user} for: {result}, {meaning}.', {
      do: [
        'Try again in some minutes; with a sign-in to Microsoft Graph (--sign-in) the methods are read there.',
      ],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
    usable: pass('{user} can use {methods}; the default is {preferred}.'),
    'default-unknown': pass('{user} can use {methods}; which of them is the default was not told.'),
    none: fail('{user} has registered no second factor: the MFA service refuses the sign-in.', register),
    'none-usable': fail('{user} has registered only {others}, which cannot be used over RADIUS.', register),
    'no-default': warn('{user} can use {methods}, but has not chosen a default method.', {
      ...register,
      do: ['Let the user choose a default sign-in method at https://aka.ms/mysecurityinfo.'],
    }),
    'default-missing': warn(
      '{user} has chosen {preferred} as default, but no longer has a method for it ({methods}).',
      {
        ...register,
        do: [
          'Let the user choose another default, or register the method again, at https://aka.ms/mysecurityinfo.',
        ],
      },
    ),
  },
  judge({user, service, graph, acceptance}, say) {
    const closed = acceptance?.answer === 'said' && acceptance.result === 'AccessDenied'
    if (service?.answer === 'refused' && !(closed && service.result === 'AccessDenied' && graph)) {
      const {name, result} = service
      const meaning = serviceResultTable.get(result)?.meaning ?? 'which is not known here'
      if (result === 'AuthenticationMethodNotConfigured') return say('none', {user})
      if (closed || !isAboutPerson(result)) return say('undecided', {user, result, meaning})
      return notFound.includes(result)
        ? say('not-found', {user, name, result, meaning})
        : say('refused', {user, result, meaning})
    }
    const {usable: methods, others, preferred, served} = registeredMethods(service, graph)!
    if (methods.length + others.length === 0) return say('none', {user})
    if (methods.length === 0) return say('none-usable', {user, others})
    if (preferred === null) return say('default-unknown', {user, methods})
    if (preferred === 'none') return say('no-default', {user, methods})
    const usable = served.includes(preferred) || !choices.includes(preferred)
    return say(usable ? 'usable' : 'default-missing', {user, methods, preferred})
  },
})

/** The service has nobody of that name in this tenant. */
const notFound = [
  'UserNotFound',
  'BecAccessDenied',
  'AccessDenied',
  'InvalidArgument',
  'ResourceNotFoundException',
]
/** What users can choose; another choice than these is taken at its word. */
const choices = Object.keys(servedBy)

const isAboutPerson = (result: string): boolean =>
  notFound.includes(result) || serviceResults.get(result)?.concern === 'person'
