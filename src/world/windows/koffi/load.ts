import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {CannotKnow} from '../../../core/evidence.ts'

/** What npsmfa uses of koffi 3 (https://koffi.dev). Pointers and handles are bigints; NULL comes as null. */
export interface Koffi {
  load(path: string): {
    func(convention: string, name: string, result: string, parameters: readonly string[]): NativeFunction
  }
  alloc(type: 'uint8_t', count: number): object
  free(allocated: object): void
  address(allocated: object): bigint
  view(memory: object | bigint, length: number): ArrayBuffer
  decode: {string16(address: bigint): string}
}

export interface NativeFunction {
  (...values: readonly unknown[]): number | bigint | null
  async(...values: readonly unknown[]): void
}

/** SHA-256 of koffi.node in @koromix/koffi-win32-x64 3.3.4, the version that .koffi/package-lock.json pins. */
export const koffiHash = 'a77b6bb6f60cdd360a41cc4e9f8a0e2a4c5b8e6dd83f43e756af285c59a7c4c2'

const folders = [
  // Beside the bundle, and as seen from the sources.
  '.',
  '../../../../dist',
]

/** koffi's binary beside this program; rejected where it is not the one this version was made with. */
export function loadKoffi(from: string = import.meta.dirname): Koffi {
  const file = folders.map((folder) => join(from, folder, 'koffi.node')).find(readable)
  if (!file) {
    throw refused(
      `the file koffi.node is missing beside npsmfa (looked in ${from}): unpack or install npsmfa again`,
    )
  }
  if (createHash('sha256').update(readFileSync(file)).digest('hex') !== koffiHash) {
    throw refused(`${file} is not the file npsmfa was made with: unpack or install npsmfa again`)
  }
  const loaded = {exports: {} as Koffi}
  try {
    process.dlopen(loaded, file)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw refused(
      `Windows does not load ${file} (${said}): most likely a policy for DLLs (AppLocker, App Control for Business) or an antivirus program blocks it; let its administrator allow that file`,
    )
  }
  return loaded.exports
}

const refused = (reason: string) => new CannotKnow('error', `Windows itself cannot be asked: ${reason}`)

function readable(file: string): boolean {
  try {
    readFileSync(file)
    return true
  } catch {
    return false
  }
}
