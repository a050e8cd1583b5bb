import {azureMfaKey} from '../../catalogue/apps.ts'
import {upnSuffix} from '../healthy/names.ts'
import type {Account, DirectoryState, DirectoryUser, EntraUser, Host, LabState, Principal} from '../state.ts'

/** The user whom the faults befall, by the principal name in Entra. */
export const alice = `alice@${upnSuffix}`

/** Changes one host, in all its ports. */
export function host(state: LabState, name: string, change: Partial<Host>): void {
  for (const candidate of state.hosts) if (candidate.name === name) Object.assign(candidate, change)
}

/** Changes one value of the extension's registry key. */
export function registry({server}: LabState, name: string, data: string): void {
  const value = server.registry[azureMfaKey]?.values.find((candidate) => candidate.name === name)
  if (value) value.data = data
}

export function principal({tenant}: LabState, appId: string): Principal {
  const found = tenant.principals.find((candidate) => candidate.appId === appId)
  if (!found) throw new Error(`The tenant has no application ${appId}.`)
  return found
}

export function removePrincipal({tenant}: LabState, appId: string): void {
  tenant.principals = tenant.principals.filter((candidate) => candidate.appId !== appId)
}

export function directory(state: LabState, change: Partial<DirectoryState>): void {
  Object.assign(state.directory, change)
}

/** Somebody's account in the directory, by the short name. */
export function inDirectory({directory: {users}}: LabState, samAccountName: string): DirectoryUser {
  const found = users.find(({attributes}) => attributes.sAMAccountName?.[0] === samAccountName)
  if (!found) throw new Error(`The directory has no ${samAccountName}.`)
  return found
}

/** Changes what decides whether that account may sign in. */
export function account(state: LabState, samAccountName: string, change: Partial<Account>): void {
  Object.assign(inDirectory(state, samAccountName).account, change)
}

/** Changes an account in Entra, by its principal name there. */
export function inEntra({tenant}: LabState, userPrincipalName: string, change: Partial<EntraUser>): void {
  const found = tenant.users.find((user) => user.userPrincipalName === userPrincipalName)
  if (!found) throw new Error(`The tenant has no ${userPrincipalName}.`)
  Object.assign(found, change)
}
