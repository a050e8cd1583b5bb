import type {Account, DirectoryState, Value} from '../state.ts'
import {fileTime, never} from './file-time.ts'

type Policy = DirectoryState['policy']
type Attributes = Record<string, Value[]>

const [minute, day] = [60_000, 86_400_000]
const bits = {
  disabled: 0x2,
  locked: 0x10,
  normalAccount: 0x200,
  passwordNeverExpires: 0x1_0000,
  passwordExpired: 0x80_0000,
} as const

/** What the directory stores of an account's state. */
export function stored(account: Account, now: Date): Attributes {
  const {disabled, passwordNeverExpires, lockedMinutesAgo, endsInDays, logonHours, dialIn, memberOf} = account
  const control =
    bits.normalAccount |
    (disabled ? bits.disabled : 0) |
    (passwordNeverExpires ? bits.passwordNeverExpires : 0)
  const at = now.getTime()
  return {
    userAccountControl: [String(control)],
    pwdLastSet: [account.passwordAgeDays === null ? '0' : fileTime(passwordSet(account, now))],
    lockoutTime: [lockedMinutesAgo === null ? '0' : fileTime(at - lockedMinutesAgo * minute)],
    accountExpires: [endsInDays === null ? never : fileTime(at + endsInDays * day)],
    ...(logonHours ? {logonHours: [logonHours]} : {}),
    ...(dialIn === null ? {} : {msNPAllowDialin: [dialIn ? 'TRUE' : 'FALSE']}),
    ...(memberOf.length > 0 ? {memberOf} : {}),
  }
}

/** What it computes whenever somebody asks by name: flags that are live, where the stored ones are not. */
export function constructed(account: Account, policy: Policy, now: Date): Attributes {
  const ends = passwordEnds(account, policy, now)
  const expired = ends !== null && ends <= now.getTime()
  const flags = (isLocked(account, policy) ? bits.locked : 0) | (expired ? bits.passwordExpired : 0)
  return {
    'msDS-User-Account-Control-Computed': [String(flags)],
    'msDS-UserPasswordExpiryTimeComputed': [ends === null ? never : ends === 0 ? '0' : fileTime(ends)],
  }
}

const passwordSet = ({passwordAgeDays}: Account, now: Date) => now.getTime() - (passwordAgeDays ?? 0) * day

/** Null where the password never ends; 0 is of one that must be changed, and so has ended (MS-ADTS 3.1.1.4.5.17). */
function passwordEnds(account: Account, {maxPasswordAgeDays}: Policy, now: Date): number | null {
  if (account.passwordNeverExpires) return null
  if (account.passwordAgeDays === null) return 0
  return maxPasswordAgeDays === null ? null : passwordSet(account, now) + maxPasswordAgeDays * day
}

const isLocked = ({lockedMinutesAgo}: Account, {lockoutMinutes}: Policy): boolean =>
  lockedMinutesAgo !== null && (lockoutMinutes === 0 || lockedMinutesAgo < lockoutMinutes)
