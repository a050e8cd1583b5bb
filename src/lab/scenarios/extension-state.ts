import {azureMfaKey} from '../../catalogue/apps.ts'
import {
  authenticationDll,
  authorizationDll,
  authSrvKey,
  scriptBackup,
} from '../../catalogue/extension-dlls.ts'
import {extensions} from '../healthy/server.ts'
import type {LabState} from '../state.ts'

const both = [authenticationDll, authorizationDll]
const listWith: Readonly<Record<string, string>> = {
  [authenticationDll]: 'ExtensionDLLs',
  [authorizationDll]: 'AuthorizationDLLs',
}

/** What NPS is to load in one of its two lists. */
export function registerDlls({server}: LabState, name: string, dlls: readonly string[]): void {
  const value = server.registry[authSrvKey]?.values.find((candidate) => candidate.name === name)
  if (value) value.data = dlls
}

/** As Microsoft's troubleshooting script does for a test without MFA; it leaves its backup, which is of that time. */
export function takeOutForTest(state: LabState, at: Date): void {
  registerDlls(state, 'AuthorizationDLLs', [])
  registerDlls(state, 'ExtensionDLLs', [])
  const modifiedAt = at.toISOString()
  state.server.files[scriptBackup] = {bytes: 1204, modifiedAt, version: null, company: null}
}

export function removeDll({server}: LabState, dll: string): void {
  delete server.files[`${extensions}\\${dll}`]
}

export function changeDll(
  {server}: LabState,
  dll: string,
  change: {version?: string; company?: string; modifiedAt?: string},
): void {
  Object.assign(server.files[`${extensions}\\${dll}`]!, change)
}

/** The version that Windows lists and the DLLs have. */
export function version(state: LabState, version: string): void {
  for (const dll of both) changeDll(state, dll, {version})
  for (const {values} of Object.values(state.server.registry))
    if (values.some(({data}) => data === 'NPS Extension For Azure MFA'))
      for (const value of values) if (value.name === 'DisplayVersion') value.data = version
}

/** As its uninstallation does, which leaves the registry key behind. */
export function uninstall(state: LabState): void {
  const {registry} = state.server
  for (const [path, {values}] of Object.entries(registry))
    if (values.some(({data}) => data === 'NPS Extension For Azure MFA')) delete registry[path]
  for (const dll of both) {
    removeDll(state, dll)
    registerDlls(state, listWith[dll]!, [])
  }
}

/** The extension on another drive, with DLLs of another product before it. */
export function moveExtension(state: LabState): void {
  const {files} = state.server
  const other = {
    bytes: 90_112,
    modifiedAt: '2025-06-11T08:00:00.000Z',
    version: '3.1.0.0',
    company: 'Contoso',
  }
  files['D:\\Contoso\\ContosoRadius.dll'] = other
  for (const dll of both) {
    const [from, to] = [`${extensions}\\${dll}`, `E:\\Apps\\AzureMfa\\Extensions\\${dll}`]
    files[to] = files[from]!
    delete files[from]
    registerDlls(state, listWith[dll]!, ['D:\\Contoso\\ContosoRadius.dll', to.toUpperCase()])
  }
}

export function removeValue({server}: LabState, name: string): void {
  const key = server.registry[azureMfaKey]!
  key.values = key.values.filter((value) => value.name !== name)
}
