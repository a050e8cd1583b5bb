import {azureMfaKey} from '../../catalogue/apps.ts'
import {authSrvKey} from '../../catalogue/extension-dlls.ts'
import type {LabState} from '../state.ts'

/** A value of the extension's registry key as the extension reads it: REG_SZ only; empty where there is none. */
export function setting({server}: LabState, name: string): string {
  const value = server.registry[azureMfaKey]?.values.find((candidate) => candidate.name === name)
  return value?.type === 'REG_SZ' && typeof value.data === 'string' ? value.data : ''
}

/** Whether NPS is told to load one of the extension's DLLs; `broken` where it is told but the file is not there. */
export function registered(
  {server}: LabState,
  list: 'AuthorizationDLLs' | 'ExtensionDLLs',
  dll: string,
): 'loaded' | 'broken' | 'absent' {
  const value = server.registry[authSrvKey]?.values.find(({name}) => name === list)
  const paths = value?.type === 'REG_MULTI_SZ' && Array.isArray(value.data) ? value.data : []
  const path = paths.find((candidate) => candidate.toLowerCase().endsWith(`\\${dll.toLowerCase()}`))
  if (path === undefined) return 'absent'
  const files = Object.keys(server.files).map((file) => file.toLowerCase())
  return files.includes(path.toLowerCase()) ? 'loaded' : 'broken'
}

/** The version of the extension, as the list of installed programs has it. */
export function versionOf({server}: LabState): string | null {
  const installed = Object.values(server.registry).find(({values}) =>
    values.some(({name, data}) => name === 'DisplayName' && data === 'NPS Extension For Azure MFA'),
  )
  const version = installed?.values.find(({name}) => name === 'DisplayVersion')?.data
  return typeof version === 'string' ? version : null
}
