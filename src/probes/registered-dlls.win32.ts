import {authSrvKey, scriptBackup} from '../catalogue/extension-dlls.ts'
import {type DllList, registeredDlls} from '../facts/registered-dlls.ts'
import {defineProbe} from '../world/probe.ts'
import type {RegistryKey, RegistryValue, WinApi} from '../world/windows/api.ts'
import {dllPath, type Folders} from './shared/dll-path.ts'
import {foldersOf} from './shared/folders.ts'

/** More DLLs than anybody registers, and more than any path has letters. */
const most = 50
const longest = 1024

export default defineProbe({
  fact: registeredDlls,
  on: ['win32'],
  via: `registry HKLM\\${authSrvKey}`,
  needs: {},
  look: async (_known, {windows}) => {
    const [key, folders, backup] = await Promise.all([
      windows.registry(authSrvKey),
      foldersOf(windows),
      windows.file(scriptBackup).catch(() => null),
    ])
    const [authorization, authentication] = await Promise.all(
      ['AuthorizationDLLs', 'ExtensionDLLs'].map((name) => listOf(windows, key, name, folders)),
    )
    return {
      authorization: authorization!,
      authentication: authentication!,
      writtenAt: key?.writtenAt ?? null,
      backup: backup !== null,
    }
  },
})

async function listOf(
  windows: WinApi,
  key: RegistryKey | null,
  name: string,
  folders: Folders,
): Promise<DllList> {
  const value = key?.values.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  if (!value) return {type: null, dlls: [], cut: false}
  const lines = linesOf(value)
  const dlls = lines.slice(0, most).map((text) => look(windows, text, folders))
  const cut = value.cut === true || lines.length > most || lines.some((line) => line.length > longest)
  return {type: value.type, dlls: await Promise.all(dlls), cut}
}

function linesOf({type, data}: RegistryValue): readonly string[] {
  const lines = typeof data === 'object' ? data : /_SZ$/.test(type) ? [String(data)] : []
  return lines.filter((line) => line.trim() !== '')
}

async function look(windows: WinApi, line: string, folders: Folders): Promise<DllList['dlls'][number]> {
  const path = dllPath(line, folders)
  const text = line.slice(0, longest)
  const unseen = {text, path, present: null, version: null, company: null}
  if (path === null) return unseen
  try {
    const file = await windows.file(path)
    return {...unseen, present: file !== null, version: file?.version ?? null, company: file?.company ?? null}
  } catch {
    return unseen
  }
}
