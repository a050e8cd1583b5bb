import type {WinApi} from '../../world/windows/api.ts'
import {dataOf} from './registry-value.ts'

// Installers of one program for 32 bits, as bundles are, are listed apart.
const lists = ['SOFTWARE', 'SOFTWARE\\WOW6432Node'].map(
  (software) => `${software}\\Microsoft\\Windows\\CurrentVersion\\Uninstall`,
)
/** More than any server has. */
const most = 2000

/** What Windows lists as installed under such a title, without asking Windows Installer, which would start repairs. */
export async function installedPrograms(windows: WinApi, title: RegExp) {
  for (const list of lists) {
    const names = (await windows.registry(list))?.subkeys.slice(0, most) ?? []
    const found = await Promise.all(names.map((name) => entryAt(windows, `${list}\\${name}`, title)))
    if (found.some((entries) => entries.length > 0)) return found.flat()
  }
  return []
}

async function entryAt(windows: WinApi, path: string, title: RegExp) {
  // An entry that somebody may not read, or that vanishes meanwhile, is not this program's.
  const key = await windows.registry(path).catch(() => null)
  const [name, version] = [dataOf(key, 'DisplayName'), dataOf(key, 'DisplayVersion')]
  if (typeof name !== 'string' || !title.test(name)) return []
  return [{name: name.slice(0, 200), version: typeof version === 'string' ? version.slice(0, 50) : null}]
}
