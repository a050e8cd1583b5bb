import {WindowsFailure} from '../failure.ts'
import {type Binding, windowsFunctions} from './functions.ts'
import type {Koffi, NativeFunction} from './load.ts'

/** The functions of Windows, called by their names. */
export interface Lib {
  koffi: Koffi
  /** Calls a function that answers with a number or a BOOL. */
  number(name: string, ...values: readonly unknown[]): number
  /** Calls a function that answers with a pointer or handle; 0n is NULL. */
  pointer(name: string, ...values: readonly unknown[]): bigint
  /** The same on a thread of its own: for what may wait for other machines. */
  later(name: string, ...values: readonly unknown[]): Promise<number>
  /** Calls a function that answers FALSE or NULL when it fails, and throws with the last error then. */
  must(name: string, ...values: readonly unknown[]): number | bigint
  /** Calls a function that answers with an error code, and throws where that is not 0. */
  succeed(name: string, ...values: readonly unknown[]): void
  lastError(): number
}

/** Functions are bound on first use from System32, so that one that is missing does not stop the others. */
export function libOf(koffi: Koffi, more: Readonly<Record<string, Binding>> = {}): Lib {
  const table: Readonly<Record<string, Binding>> = {...windowsFunctions, ...more}
  const bound = new Map<string, NativeFunction>()
  const folder = systemFolder(koffi)
  const find = (name: string): NativeFunction => {
    const known = bound.get(name)
    if (known) return known
    const [dll, result, parameters] = table[name]!
    try {
      const made = koffi.load(`${folder}\\${dll}.dll`).func('__stdcall', name, result, parameters)
      bound.set(name, made)
      return made
    } catch {
      // ERROR_PROC_NOT_FOUND
      throw new WindowsFailure(name, 127)
    }
  }
  const call = (name: string, values: readonly unknown[]) => find(name)(...values)
  const lastError = () => Number(call('GetLastError', []))
  return {
    koffi,
    lastError,
    number: (name, ...values) => Number(call(name, values) ?? 0),
    pointer: (name, ...values) => BigInt(call(name, values) ?? 0n),
    later: (name, ...values) =>
      new Promise((resolve, reject) => {
        find(name).async(...values, (error: unknown, result: number | null) =>
          error ? reject(error) : resolve(result ?? 0),
        )
      }),
    must(name, ...values) {
      const answer = call(name, values)
      if (!answer) throw new WindowsFailure(name, lastError())
      return answer
    },
    succeed(name, ...values) {
      const code = Number(call(name, values))
      if (code !== 0) throw new WindowsFailure(name, code)
    },
  }
}

/** Asked of kernel32, which every process has loaded already: its name alone finds no other file. */
function systemFolder(koffi: Koffi): string {
  const kernel32 = koffi.load('kernel32.dll')
  const kernelFunction = (name: 'GetSystemDirectoryW' | 'SetDefaultDllDirectories') =>
    kernel32.func('__stdcall', name, windowsFunctions[name][1], windowsFunctions[name][2])
  const buffer = Buffer.alloc(1024)
  const length = Number(kernelFunction('GetSystemDirectoryW')(buffer, 512))
  // ERROR_BAD_PATHNAME
  if (length === 0 || length >= 512) throw new WindowsFailure('GetSystemDirectoryW', 161)
  // LOAD_LIBRARY_SEARCH_SYSTEM32: what those DLLs need themselves comes from there too, not from beside node.exe.
  // ERROR_CALL_NOT_IMPLEMENTED
  if (!kernelFunction('SetDefaultDllDirectories')(0x800))
    throw new WindowsFailure('SetDefaultDllDirectories', 120)
  return buffer.toString('utf16le', 0, length * 2)
}
