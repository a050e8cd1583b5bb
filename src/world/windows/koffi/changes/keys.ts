import {createPublicKey, verify} from 'node:crypto'
import type {KeyReference} from '../../api.ts'
import type {CreatedKey, KeyWish} from '../../changes/api.ts'
import {isContainer, referenceTo} from '../../changes/own-keys.ts'
import {WindowsFailure} from '../../failure.ts'
import {layout} from '../layout.ts'
import type {Lib} from '../lib.ts'
import {pointerIn, pointerOut, sized} from '../memory.ts'
import {badKeyset, machineSilent, type OpenKey} from '../open-key.ts'
import {signatureOf} from '../sign.ts'
import {deleteKey} from './delete-key.ts'
import {give} from './key-dacl.ts'

/** CRYPT_NEWKEYSET, PUBLICKEYBLOB */
const newKeyset = 0x8
const publicKeyBlob = 6
/** NTE_NO_KEY */
const noKey = 0x8009000d
/** Of keys of 16,384 bits, in bytes. */
const largestBlob = 4_096

export function createKey(lib: Lib, {container, bits, sddl}: KeyWish): CreatedKey {
  // ERROR_INVALID_NAME
  if (!isContainer(container)) throw new WindowsFailure('CryptAcquireContextW', 123)
  const reference = referenceTo(container)
  const handle = acquire(lib, reference, newKeyset)
  try {
    fill(lib, openKey(handle), bits, sddl)
    lib.must('CryptReleaseContext', handle, 0)
  } catch (error) {
    lib.number('CryptReleaseContext', handle, 0)
    remove(lib, reference)
    throw error
  }
  return {reference, publicKey: opened(lib, container, (key) => exported(lib, key))}
}

/** Why it could not be finished says more than why the rest cannot be removed. */
function remove(lib: Lib, reference: KeyReference): void {
  try {
    deleteKey(lib, reference)
  } catch {}
}

const {keySpec, provider} = referenceTo('')
const openKey = (handle: bigint): OpenKey => ({api: 'CAPI', handle, keySpec, provider})

/** The container has its DACL before it has the key. Without CRYPT_EXPORTABLE the key never leaves it. */
function fill(lib: Lib, key: OpenKey, bits: number, sddl: string): void {
  give(lib, key, sddl)
  const made = pointerOut()
  lib.must('CryptGenKey', key.handle, keySpec, bits * 0x1_0000, made)
  lib.number('CryptDestroyKey', pointerIn(made))
}

export function publicKey(lib: Lib, container: string): string | null {
  try {
    return opened(lib, container, (key) => exported(lib, key))
  } catch (error) {
    if (error instanceof WindowsFailure && [badKeyset, noKey].includes(error.code)) return null
    throw error
  }
}

export function signWithKey(lib: Lib, container: string, data: Uint8Array): Uint8Array {
  return opened(lib, container, (key) => {
    const signature = signatureOf(lib, key, data)
    // NTE_BAD_SIGNATURE
    if (!verify('sha256', data, exported(lib, key), signature))
      throw new WindowsFailure('CryptVerifySignatureW', 0x80090006)
    return signature
  })
}

function acquire(lib: Lib, reference: KeyReference, how: number): bigint {
  const out = pointerOut()
  lib.must(
    'CryptAcquireContextW',
    ...[out, reference.container, reference.provider, reference.providerType, machineSilent | how],
  )
  return pointerIn(out)
}

function opened<T>(lib: Lib, container: string, use: (key: OpenKey) => T): T {
  const handle = acquire(lib, referenceTo(container), 0)
  try {
    return use(openKey(handle))
  } finally {
    lib.number('CryptReleaseContext', handle, 0)
  }
}

function exported(lib: Lib, {handle}: OpenKey): string {
  const out = pointerOut()
  lib.must('CryptGetUserKey', handle, keySpec, out)
  try {
    const blob = sized('CryptExportKey', largestBlob, (room, size) =>
      lib.number('CryptExportKey', pointerIn(out), 0n, publicKeyBlob, 0, room, size) ? 0 : lib.lastError(),
    )
    return spki(blob)
  } finally {
    lib.number('CryptDestroyKey', pointerIn(out))
  }
}

/** From PUBLICKEYBLOB: a header, the key's length and exponent, its modulus with the least significant byte first. */
function spki(blob: Buffer): string {
  const {bitlen, pubexp, size} = layout.RSAPUBKEY
  const at = layout.BLOBHEADER.size
  const bytes = blob.readUInt32LE(at + bitlen) / 8
  const exponent = Buffer.alloc(4)
  exponent.writeUInt32BE(blob.readUInt32LE(at + pubexp))
  const modulus = Buffer.from(blob.subarray(at + size, at + size + bytes)).reverse()
  const [n, e] = [modulus, exponent].map((number) => number.toString('base64url'))
  const key = createPublicKey({key: {kty: 'RSA', n: n!, e: e!}, format: 'jwk'})
  return key.export({type: 'spki', format: 'pem'}).toString()
}
