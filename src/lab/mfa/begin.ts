import {serviceMethods} from '../../catalogue/service-methods.ts'
import type {Fields} from '../../codecs/mfa/document.ts'
import type {Running} from '../running.ts'
import {type Outcome, refused} from './answer.ts'
import {type Available, availableTo, isPhoneNumber, personOf} from './person.ts'

/** BeginTwoWayAuthentication: whom it may ask for what, and then asks. */
export function begin(lab: Running, request: Fields): Outcome {
  const {mfa} = lab.state
  if (mfa.result !== null) return refused(mfa.result)
  const name = request.text('UserPrincipalName') ?? ''
  const found = personOf(lab.state, name)
  if (typeof found === 'string') return refused(found)
  const user = found.userPrincipalName.toLowerCase()
  // What the real service says of a disabled account is not known; NPS never asks for one.
  if (!found.accountEnabled) return refused('BecAccessDenied')
  if (mfa.blockedUsers.some((blocked) => blocked.toLowerCase() === user)) return refused('UserIsBlocked')
  const available = availableTo(found)
  if (available.length === 0 && request.text('RequireUserMatch') === 'false')
    return {result: 'Success', decided: 'true', session: null}
  const method = methodFor(available, request.text('AuthenticationMethodId'), found.preferences.preferred)
  if (typeof method === 'string') return refused(method)
  const now = lab.now().getTime()
  if (lab.prompts.isAsked(user, now)) return refused('UserAuthFailedDuplicateRequest')
  if (lab.prompts.countOf(user, now) >= mfa.mostPrompts) return refused('AuthenticationThrottled')
  const takesCode = serviceMethods[method.id]!.takesCode || wantsCode(request, method)
  const {id} = lab.prompts.begin({user, method: method.id, takesCode, since: now})
  return {result: 'Success', decided: takesCode ? 'challenge' : null, session: id}
}

function methodFor(
  available: readonly Available[],
  asked: string | null,
  preferred: string,
): Available | string {
  if (available.length === 0) return 'AuthenticationMethodNotConfigured'
  if (asked && !(asked in serviceMethods)) return 'AuthenticationMethodNotSupported'
  if (!asked && preferred === 'none') return 'NoDefaultAuthenticationMethodIsConfigured'
  const method = available.find(({id, isDefault}) => (asked ? id === asked : isDefault))
  if (!method) return asked ? 'AuthenticationMethodNotConfigured' : 'ProofDataNotFound'
  const number = Object.values(method.properties)[0] ?? ''
  return number === '' || isPhoneNumber(number) ? method : 'InvalidFormat'
}

/** NPS cannot show the number of number matching, and asks for the app's one-time password instead. */
const wantsCode = (request: Fields, {id}: Available): boolean =>
  id === 'PhoneAppNotification' &&
  request.pairs('AuthenticationMethodProperties').get('OverrideNumberMatchingWithOTP') === 'true'
