import type {MfaState} from '../state/mfa.ts'

export const healthyMfa = (): MfaState => ({
  refusesTokens: false,
  result: null,
  tenantBlocked: false,
  blockedUsers: [],
  foreignDomains: ['adatum.example'],
  mostPrompts: 1_000,
  affinity: false,
})
