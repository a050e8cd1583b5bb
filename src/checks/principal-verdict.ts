import {aadsts, type TokenRefusal} from '../catalogue/aadsts.ts'
import type {Principal} from '../facts/principal.ts'
import type {Token} from '../facts/token.ts'

type Verdict = 'enabled' | 'proven' | 'disabled' | 'missing' | 'undetermined'

/** What Graph says of a service principal, else what the token service's answer implies. */
export function principalVerdict(
  principal: Principal | undefined,
  token: Token | undefined,
  refusals: {disabled: TokenRefusal; missing?: TokenRefusal},
): Verdict {
  if (principal) return principal.present ? (principal.accountEnabled ? 'enabled' : 'disabled') : 'missing'
  if (token?.answer === 'granted') return 'proven'
  const refusal = token?.answer === 'refused' ? aadsts.get(token.codes[0] ?? 0)?.refusal : undefined
  if (refusal === refusals.disabled) return 'disabled'
  return refusal && refusal === refusals.missing ? 'missing' : 'undetermined'
}
