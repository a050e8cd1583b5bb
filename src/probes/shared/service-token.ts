import {allServices, builtInAccounts, everyService, iasServiceSid} from '../../catalogue/service-sids.ts'
import type {NpsService} from '../../facts/nps-service.ts'
import type {WinApi} from '../../world/windows/api.ts'

type Service = Pick<NpsService & {present: true}, 'account' | 'sidType'> & {accountSid: string}

/** The SIDs in the token of the service IAS, and whether that is all of them. */
export interface ServiceSids {
  sids: readonly string[]
  /** Not so for an account of a domain: its groups there are not asked for. */
  complete: boolean
}

/** Rejects where the local groups of an account that is not built in cannot be told. */
export async function serviceSids(
  windows: WinApi,
  {account, accountSid, sidType}: Service,
): Promise<ServiceSids> {
  // A virtual account's SID is the service's own: NT SERVICE\IAS.
  const virtual = accountSid.startsWith('S-1-5-80-')
  const builtIn = virtual ? [allServices] : builtInAccounts[accountSid]
  const ownSids = sidType === null || sidType === 'none' ? [] : [iasServiceSid, allServices]
  const groups = builtIn ?? (await windows.localGroups(account))
  return {
    sids: [...new Set([accountSid, ...everyService, ...ownSids, ...groups])],
    complete: builtIn !== undefined,
  }
}
