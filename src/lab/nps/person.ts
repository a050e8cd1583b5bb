import {constructed} from '../directory/account.ts'
import {protectedUsers} from '../healthy/names.ts'
import type {DirectoryUser, LabState} from '../state.ts'
import type {Protocol} from './configuration.ts'

const textOf = ({attributes}: DirectoryUser, name: string): string => {
  const [value] = attributes[name] ?? []
  return typeof value === 'string' ? value : ''
}

/** Who signs in, by principal name, DOMAIN\name or name. */
export function personNamed({directory}: LabState, name: string): DirectoryUser | undefined {
  const asked = name.toLowerCase()
  const short = asked.replace(/^[^\\@]*\\/, '')
  return directory.users.find(
    (user) =>
      textOf(user, 'userPrincipalName').toLowerCase() === asked ||
      textOf(user, 'sAMAccountName').toLowerCase() === short,
  )
}

/** The name that the extension gives to the MFA service: another attribute's where it is told one. */
export const nameForMfa = (person: DirectoryUser, alternateAttribute: string): string =>
  textOf(person, alternateAttribute || 'userPrincipalName')

/** Errors of MS-CHAP (RFC 2759 §6); whatever else hinders counts as a wrong password there. */
export const chapErrors = {
  hours: 646,
  disabled: 647,
  passwordExpired: 648,
  dialIn: 649,
  failure: 691,
} as const

/** Why the domain refuses somebody whose password is right; null where it does not. */
export function hindrance(
  state: LabState,
  {account}: DirectoryUser,
  protocol: Protocol,
  now: Date,
): number | null {
  const {disabled, endsInDays, logonHours, memberOf} = account
  const flags = Number(
    constructed(account, state.directory.policy, now)['msDS-User-Account-Control-Computed']?.[0],
  )
  const [locked, expired] = [flags & 0x10, flags & 0x80_0000]
  if (disabled || locked) return chapErrors.disabled
  if (endsInDays !== null && endsInDays <= 0) return chapErrors.failure
  // NTLM, which MS-CHAP is of, is closed to them.
  if (memberOf.includes(protectedUsers) && protocol !== 'pap') return chapErrors.failure
  if (logonHours && !isWithin(Buffer.from(logonHours.hex, 'hex'), now)) return chapErrors.hours
  return expired ? chapErrors.passwordExpired : null
}

const isWithin = (hours: Buffer, now: Date): boolean => {
  const hour = now.getUTCDay() * 24 + now.getUTCHours()
  return ((hours[hour >> 3] ?? 0) & (1 << (hour & 7))) !== 0
}
