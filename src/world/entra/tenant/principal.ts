import {CannotKnow} from '../../../core/evidence.ts'
import type {GraphWriter} from '../graph-writer.ts'
import {WriteRefused} from '../write-failure.ts'
import {type TenantKey, tenantKeys} from './key.ts'
import {repeatedly} from './pace.ts'

/** A service principal of the tenant, with all its keys. */
export interface TenantPrincipal {
  objectId: string
  appId: string
  displayName: string
  accountEnabled: boolean
  keys: TenantKey[]
}

export const permission = 'Application.ReadWrite.All'

/** The path of a principal, by the application that it stands for. */
export const pathOf = (appId: string): string => `/servicePrincipals(appId='${appId}')`

const select = '?$select=id,appId,displayName,accountEnabled,keyCredentials'

/** Null where the tenant has none. */
export async function readPrincipal(
  graph: GraphWriter,
  appId: string,
  signal: AbortSignal,
): Promise<TenantPrincipal | null> {
  const found = await graph.get(`${pathOf(appId)}${select}`, 'Application.Read.All', signal)
  if (!found) return null
  const {id, displayName, accountEnabled, keyCredentials} = found
  const keys = tenantKeys(keyCredentials)
  if (typeof id === 'string' && typeof accountEnabled === 'boolean' && keys)
    return {objectId: id, appId, displayName: String(displayName ?? ''), accountEnabled, keys}
  throw new CannotKnow(
    'error',
    'Microsoft Graph described the service principal in a way that cannot be written back',
  )
}

/** Enables sign-in. */
export async function enablePrincipal(graph: GraphWriter, appId: string, signal: AbortSignal): Promise<void> {
  const writing = {what: 'enable the service principal', permission, signal}
  await repeatedly(signal, () => graph.patch(pathOf(appId), {accountEnabled: true}, writing))
}

/** Makes the principal of an application of Microsoft's; there is never a second. `made` is false where it was there. */
export async function createPrincipal(
  graph: GraphWriter,
  appId: string,
  signal: AbortSignal,
): Promise<{made: boolean}> {
  const writing = {what: 'create the service principal', permission, signal}
  let asked = 0
  try {
    await repeatedly(signal, () => {
      asked++
      return graph.post('/servicePrincipals', {appId}, writing)
    })
    return {made: true}
  } catch (error) {
    if (!(error instanceof WriteRefused && error.why === 'exists')) throw error
    return {made: asked > 1}
  }
}
