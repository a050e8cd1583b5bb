import type {KeyReference} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import type {Lib} from './lib.ts'
import {pointerIn, pointerOut} from './memory.ts'

/** A private key while it is open: the handle of its container (CAPI) or of the key itself (CNG). */
export interface OpenKey {
  api: 'CAPI' | 'CNG'
  handle: bigint
  /** AT_KEYEXCHANGE or AT_SIGNATURE. */
  keySpec: number
  /** The provider asked for; null for the default one of its type. */
  provider: string | null
}

/** Of the machine, and without a window that asks for anything: CRYPT_MACHINE_KEYSET | CRYPT_SILENT; the same for CNG. */
export const machineSilent = 0x20 | 0x40
/** PROV_RSA_AES: knows SHA-256, and opens containers that providers without SHA-256 have made. */
const rsaAes = 24
const softwareKeys = 'Microsoft Software Key Storage Provider'
/** NTE_BAD_KEYSET: no such container. */
export const badKeyset = 0x80090016

type Use<T> = (key: OpenKey) => T

/**
 * Opens the key and gives it to `use`, by all ways one after the other until one succeeds. The failure that is thrown is
 * the one that says most: of permission, else anything but that the container is not there, else the first.
 */
export function withKey<T>(lib: Lib, reference: KeyReference, use: Use<T>): T {
  const {container, provider, providerType} = reference
  if (providerType === 0) return withCng(lib, provider, container, 0, use)
  // One that is neither is what Wine writes after a PFX import; the key is one for key exchange then.
  const keySpec = reference.keySpec === 2 ? 2 : 1
  const failures: unknown[] = []
  const ways = [
    () => withCapi(lib, {container, provider: null, type: rsaAes, keySpec}, use),
    () => withCapi(lib, {container, provider, type: providerType, keySpec}, use),
    () => withCng(lib, softwareKeys, container, keySpec, use),
  ]
  for (const way of ways) {
    try {
      return way()
    } catch (error) {
      failures.push(error)
    }
  }
  // CNG was only a guess: its failure says nothing.
  throw tellingOf(failures.slice(0, 2))
}

function tellingOf(failures: readonly unknown[]): unknown {
  const windows = failures.filter((failure) => failure instanceof WindowsFailure)
  return (
    windows.find(({why}) => why === 'denied') ?? windows.find(({code}) => code !== badKeyset) ?? failures[0]
  )
}

interface Container {
  container: string
  provider: string | null
  type: number
  keySpec: number
}

function withCapi<T>(lib: Lib, {container, provider, type, keySpec}: Container, use: Use<T>): T {
  const out = pointerOut()
  lib.must('CryptAcquireContextW', out, container, provider, type, machineSilent)
  const handle = pointerIn(out)
  try {
    return use({api: 'CAPI', handle, keySpec, provider})
  } finally {
    lib.number('CryptReleaseContext', handle, 0)
  }
}

function withCng<T>(lib: Lib, provider: string, name: string, legacySpec: number, use: Use<T>): T {
  const [storage, key] = [pointerOut(), pointerOut()]
  lib.succeed('NCryptOpenStorageProvider', storage, provider, 0)
  try {
    lib.succeed('NCryptOpenKey', pointerIn(storage), key, name, legacySpec, machineSilent)
    try {
      return use({api: 'CNG', handle: pointerIn(key), keySpec: legacySpec, provider})
    } finally {
      lib.number('NCryptFreeObject', pointerIn(key))
    }
  } finally {
    lib.number('NCryptFreeObject', pointerIn(storage))
  }
}
