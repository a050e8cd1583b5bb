import type {Running} from '../running.ts'
import {configuration, firstOf} from './configuration.ts'
import type {Proof} from './first-factor.ts'
import {chapErrors, personNamed} from './person.ts'

/** Event 6273's reasons (Microsoft Learn, "NPS reason codes") by the errors of MS-CHAP that say as much. */
const reasons: Readonly<Record<number, number>> = {
  [chapErrors.hours]: 37,
  [chapErrors.passwordExpired]: 33,
  [chapErrors.dialIn]: 65,
}
const [noSuchUser, wrongPassword, disabled, expired, locked, methodNotAllowed] = [8, 16, 34, 35, 36, 66]

/** The reason code of a refusal, which tells more than the error that the client is given. */
export function firstFactorReason({state}: Running, name: string, proof: Proof, error: number): number {
  const person = personNamed(state, name)
  if (!person) return noSuchUser
  if (!proof.matches(person.account.password)) return wrongPassword
  const {account} = person
  if (error === chapErrors.disabled) return account.disabled ? disabled : locked
  if (error in reasons) return reasons[error]!
  if (account.endsInDays !== null && account.endsInDays <= 0) return expired
  const policy = firstOf(configuration(state).networkPolicies)
  return policy?.authenticationTypes.includes(proof.protocol) ? wrongPassword : methodNotAllowed
}
