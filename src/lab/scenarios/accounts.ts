import {protectedUsers} from '../healthy/names.ts'
import type {Account, Scenario} from '../state.ts'
import {account, inDirectory} from './change.ts'

const change = (what: Partial<Account>): Scenario['change'] => {
  return (state) => account(state, 'alice', what)
}

/** The hours of the week as logonHours has them: all but those around this time of the day. */
function otherHours(now: Date): {hex: string} {
  const bytes = Buffer.alloc(21)
  for (let hour = 0; hour < 168; hour++) {
    const apart = Math.abs((hour % 24) - now.getUTCHours())
    if (Math.min(apart, 24 - apart) > 6) bytes[hour >> 3]! |= 1 << (hour & 7)
  }
  return {hex: bytes.toString('hex')}
}

/** Faults of Alice's account in the directory. */
export const accounts: readonly Scenario[] = [
  {
    name: 'user-disabled-in-ad',
    about: 'Alice’s account was disabled on premises a few minutes ago; Entra has yet to hear of it.',
    code: 'user.ad-state/disabled',
    exit: 1,
    change: change({disabled: true}),
  },
  {
    name: 'user-locked',
    about: 'Somebody tried wrong passwords for Alice until her account was locked, five minutes ago.',
    code: 'user.ad-state/locked',
    exit: 1,
    change: change({lockedMinutesAgo: 5}),
  },
  {
    name: 'user-expired',
    about: 'Alice’s account ended three days ago.',
    code: 'user.ad-state/expired',
    exit: 1,
    change: change({endsInDays: -3}),
  },
  {
    name: 'user-password-expired',
    about: 'Alice’s password is older than the domain permits.',
    code: 'user.ad-state/password-expired',
    exit: 1,
    change: change({passwordAgeDays: 100}),
  },
  {
    name: 'user-must-change-password',
    about: 'The help desk has given Alice a password that she must change first, which NPS cannot do.',
    code: 'user.ad-state/must-change-password',
    exit: 1,
    change: change({passwordAgeDays: null}),
  },
  {
    name: 'user-outside-hours',
    about: 'Alice’s account may sign in only in the other half of the day.',
    code: 'user.ad-state/outside-hours',
    exit: 1,
    change(state) {
      account(state, 'alice', {logonHours: otherHours(new Date(Date.now() + state.clockOffsetMs))})
    },
  },
  {
    name: 'user-protected',
    about: 'Alice is in Protected Users, which closes NTLM and so MS-CHAP v2 to her.',
    code: 'user.ad-state/protected',
    exit: 0,
    change: (state) => void inDirectory(state, 'alice').account.memberOf.push(protectedUsers),
  },
  {
    name: 'user-dial-in-denied',
    about: 'The dial-in permission of Alice’s account is "Deny access".',
    code: 'user.dial-in/denied',
    exit: 1,
    change: change({dialIn: false}),
  },
]
