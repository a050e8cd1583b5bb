import {createHash} from 'node:crypto'
import {existsSync, readFileSync} from 'node:fs'
import {extname, join, resolve} from 'node:path'
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

/** Beside the bundle and nowhere else: a place that others may write to must not be looked at. */
const folders =
  extname(import.meta.filename) === '.ts'
    ? ['dist', '.koffi/node_modules/@koromix/koffi-win32-x64/win32_x64'].map((folder) =>
        join(import.meta.dirname, '../../../..', folder),
      )
    : [import.meta.dirname]

/** koffi's binary; rejected where it is not the one this version was made with. */
export function loadKoffi(from: readonly string[] = folders): Koffi {
  const found = from.map((folder) => join(folder, 'koffi.node')).find((path) => existsSync(path))
  if (!found) throw refused(`koffi.node is missing in ${from[0]}: unpack or install npsmfa again`)
  const file = resolve(found)
  if (hashOf(file) !== koffiHash)
    throw refused(`${file} is not the file npsmfa was made with: unpack or install npsmfa again`)
  const loaded = {exports: {} as Koffi}
  try {
    process.dlopen(loaded, file)
  } catch (error) {
    const said = (error as Error).message.replace(/\s+/g, ' ').trim()
    throw refused(
      `Windows does not load ${file} (${said}): most likely a policy for DLLs (AppLocker, App Control for Business) or an antivirus program blocks it; let its administrator allow that file`,
    )
  }
  return loaded.exports
}

const refused = (reason: string) => new CannotKnow('error', `Windows itself cannot be asked: ${reason}`)

function hashOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch (error) {
    throw refused(`${file} cannot be read (${(error as Error).message})`)
  }
}
