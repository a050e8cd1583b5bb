import type {Principal, Tenant} from '../state.ts'
import {StsFailure} from './failure.ts'

/** The application of that id in this tenant, if it may sign in at all. */
export function signingIn(tenant: Tenant, clientId: string): Principal {
  const principal = tenant.principals.find(({appId}) => appId === clientId.toLowerCase())
  if (!principal)
    throw new StsFailure(
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant.id}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    )
  if (principal.accountEnabled) return principal
  throw new StsFailure(7000112, `Application '${clientId}'(${principal.displayName}) is disabled.`)
}
