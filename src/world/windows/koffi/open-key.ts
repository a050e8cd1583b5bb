import type {KeyReference} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import type {Lib} from './lib.ts'
import {pointerIn, pointerOut} from './memory.ts'

/** A key that is open: a CryptoAPI provider with its key specification, or a CNG key. */
export interface OpenKey {
  api: 'CAPI' | 'CNG'
  provider: string
  handle: bigint
  keySpec: number
}

/** CRYPT_SILENT and NCRYPT_SILENT_FLAG: no window ever. */
export const silent = 0x40
/** CRYPT_MACHINE_KEYSET and NCRYPT_MACHINE_KEY_FLAG. */
const machine = 0x20
/** PROV_RSA_AES signs SHA-256, which older provider types do not; it opens their containers too. */
const rsaAes = {name: null, type: 24, words: 'Microsoft Enhanced RSA and AES Cryptographic Provider'}
/** MS_KEY_STORAGE_PROVIDER, which opens CryptoAPI's keys by dwLegacyKeySpec. */
const softwareProvider = 'Microsoft Software Key Storage Provider'

/**
 * Opens the private key that a certificate refers to, and closes it after `use`. Not by
 * CryptAcquireCertificatePrivateKey, which would decide by itself which provider to take.
 */
export function withKey<T>(lib: Lib, reference: KeyReference, use: (key: OpenKey) => T): T {
  const where = reference.machine ? machine : 0
  return reference.providerType === 0
    ? withCng(lib, reference.provider, reference.container, 0, where, use)
    : withCapi(lib, reference, where, use)
}

function withCapi<T>(lib: Lib, reference: KeyReference, where: number, use: (key: OpenKey) => T): T {
  const {container, provider, providerType} = reference
  // What a PFX import under Wine calls 3 is a key for key exchange, as any other but 2.
  const keySpec = reference.keySpec === 2 ? 2 : 1
  const failures: WindowsFailure[] = []
  for (const {name, type, words} of [rsaAes, {name: provider, type: providerType, words: provider}]) {
    const out = pointerOut()
    if (!lib.number('CryptAcquireContextW', out, container, name, type, where | silent)) {
      failures.push(new WindowsFailure('CryptAcquireContextW', lib.lastError()))
      continue
    }
    try {
      return use({api: 'CAPI', provider: words, handle: pointerIn(out), keySpec})
    } finally {
      lib.number('CryptReleaseContext', pointerIn(out), 0)
    }
  }
  try {
    return withCng(lib, softwareProvider, container, keySpec, where, use)
  } catch (error) {
    // What CryptoAPI said of its own key says more than CNG's answer.
    throw error instanceof WindowsFailure && /^NCryptOpen/.test(error.call) ? failures[0]! : error
  }
}

function withCng<T>(
  lib: Lib,
  provider: string,
  name: string,
  legacyKeySpec: number,
  where: number,
  use: (key: OpenKey) => T,
): T {
  const [store, key] = [pointerOut(), pointerOut()]
  lib.succeed('NCryptOpenStorageProvider', store, provider, 0)
  try {
    lib.succeed('NCryptOpenKey', pointerIn(store), key, name, legacyKeySpec, where | silent)
    try {
      return use({api: 'CNG', provider, handle: pointerIn(key), keySpec: 0})
    } finally {
      lib.number('NCryptFreeObject', pointerIn(key))
    }
  } finally {
    lib.number('NCryptFreeObject', pointerIn(store))
  }
}
