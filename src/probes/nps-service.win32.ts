import {CannotKnow} from '../core/evidence.ts'
import {type NpsService, npsService} from '../facts/nps-service.ts'
import {defineProbe} from '../world/probe.ts'
import {dataOf} from './shared/registry-value.ts'

const serviceKey = 'SYSTEM\\CurrentControlSet\\Services\\IAS'

// SERVICE_SID_TYPE_*, winnt.h.
const sidTypes = new Map([
  [0, 'none'],
  [1, 'unrestricted'],
  [3, 'restricted'],
] as const)

export default defineProbe({
  fact: npsService,
  on: ['win32'],
  via: `the service manager and the registry key HKLM\\${serviceKey}`,
  needs: {},
  look: async (_known, {windows}): Promise<NpsService> => {
    const service = await windows.service('IAS')
    if (!service) return {present: false}
    const {state, startType, account, startedAt} = service
    const [key, found] = await Promise.all([
      windows.registry(serviceKey),
      // An account that cannot be looked up is a finding of its own, not the end of this one.
      windows.accountSid(account).catch((error: unknown) => {
        if (error instanceof CannotKnow) return error
        throw error
      }),
    ])
    const sidType = dataOf(key, 'ServiceSidType') ?? 0
    return {
      present: true,
      state,
      startType,
      account,
      ...(found instanceof CannotKnow
        ? {accountSid: null, accountProblem: found.message}
        : {accountSid: found}),
      sidType: sidTypes.get(sidType as 0) ?? null,
      startedAt,
    }
  },
})
