import {azureMfaKey} from '../../catalogue/apps.ts'
import type {DirectoryState, Host, LabState, Principal} from '../state.ts'

/** Changes one host, in all its ports. */
export function host(state: LabState, name: string, change: Partial<Host>): void {
  for (const candidate of state.hosts) if (candidate.name === name) Object.assign(candidate, change)
}

/** Changes one value of the extension's registry key. */
export function registry({server}: LabState, name: string, data: string): void {
  const value = server.registry[azureMfaKey]?.find((candidate) => candidate.name === name)
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
