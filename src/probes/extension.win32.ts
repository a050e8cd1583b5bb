import {authenticationDll, authorizationDll, extensionFolder} from '../catalogue/extension-dlls.ts'
import {type Extension, extension} from '../facts/extension.ts'
import {type DllList, registeredDlls} from '../facts/registered-dlls.ts'
import {defineProbe} from '../world/probe.ts'
import type {WinApi} from '../world/windows/api.ts'
import {foldersOf} from './shared/folders.ts'
import {installedPrograms} from './shared/installed-programs.ts'

const title = /^NPS Extension\b.*\b(MFA|multi-?factor)/i

/** What Windows lists as installed, and the files: those that are registered, else those where the installer puts them. */
export default defineProbe({
  fact: extension,
  on: ['win32'],
  via: 'the uninstall entries and the files of the extension',
  needs: {},
  wants: {registered: registeredDlls},
  look: async ({registered}, {windows}): Promise<Extension> => {
    const [entries, {programs}] = await Promise.all([installedPrograms(windows, title), foldersOf(windows)])
    const usual = `${programs}\\${extensionFolder}`
    const registeredPath = pathIn(registered?.authorization, authorizationDll)
    const folder = registeredPath?.replace(/\\[^\\]*$/, '') ?? usual
    const authenticationPath =
      pathIn(registered?.authentication, authenticationDll) ?? `${folder}\\${authenticationDll}`
    const [authorization, authentication] = await Promise.all([
      fileAt(windows, registeredPath ?? `${usual}\\${authorizationDll}`),
      fileAt(windows, authenticationPath),
    ])
    const version = authorization?.version ?? entries[0]?.version ?? null
    return {entries, folder, authentication, authorization, version}
  },
})

const pathIn = (list: DllList | undefined, dll: string) =>
  list?.dlls.map(({path}) => path).find((path) => path?.toLowerCase().endsWith(`\\${dll.toLowerCase()}`))

async function fileAt(windows: WinApi, path: string) {
  const file = await windows.file(path)
  return file && {path, version: file.version, company: file.company, modifiedAt: file.modifiedAt}
}
