import type {Scenario} from '../state.ts'
import {alice} from './change.ts'

/** Faults of the MFA service, and what people do at their phones; a doctor, which rings no phone, cannot see the latter. */
export const mfa: readonly Scenario[] = [
  {
    name: 'mfa-service-refuses-token',
    about: 'The token service gives a token, and the MFA service does not accept it.',
    code: 'token.accepted-by-service/refused',
    exit: 1,
    change: (state) => {
      state.mfa.refusesTokens = true
    },
  },
  {
    name: 'mfa-tenant-blocked',
    about: 'Microsoft has blocked the tenant at the MFA service.',
    code: 'token.accepted-by-service/tenant-blocked',
    exit: 1,
    change: (state) => {
      state.mfa.tenantBlocked = true
    },
  },
  {
    name: 'mfa-service-out-of-order',
    about: 'The MFA service answers every question with an error of its own.',
    code: null,
    exit: 3,
    change: (state) => {
      state.mfa.result = 'InternalError'
    },
  },
  {
    name: 'user-denies',
    about: 'Nothing is wrong, but Alice refuses every prompt: npsmfa challenge tells.',
    code: null,
    exit: 0,
    change: (state) => {
      state.secondFactor.answer = 'denies'
    },
  },
  {
    name: 'user-does-not-answer',
    about: 'Nothing is wrong, but Alice does not look at her phone: npsmfa challenge tells.',
    code: null,
    exit: 0,
    change: (state) => {
      state.secondFactor.answer = 'ignores'
    },
  },
  {
    name: 'user-blocked-for-fraud',
    about: 'Alice has reported a prompt as fraud and is blocked for MFA: npsmfa challenge tells.',
    code: null,
    exit: 0,
    change: (state) => {
      state.mfa.blockedUsers = [alice]
    },
  },
]
