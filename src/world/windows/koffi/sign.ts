import {createHash, verify, X509Certificate} from 'node:crypto'
import {WindowsFailure} from '../failure.ts'
import {findCertificate} from './certificates.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {lasting, pointerIn, pointerOut, sized, wideText} from './memory.ts'
import {badKeyset, type OpenKey, withKey} from './open-key.ts'

/** CALG_SHA_256 */
const sha256 = 0x800c
/** NCRYPT_PAD_PKCS1_FLAG | NCRYPT_SILENT_FLAG */
const pkcs1Silent = 0x2 | 0x40
/** NTE_BAD_SIGNATURE */
const badSignature = 0x80090006
const otherKey = 'the private key does not belong to the certificate, which does not verify what it signed'
/** RSA keys of up to 16,384 bits. */
const largest = 2_048

export function sign(lib: Lib, thumbprint: string, data: Uint8Array): Uint8Array {
  const certificate = findCertificate(lib, thumbprint)
  if (!certificate?.key) throw new WindowsFailure('CryptAcquireContextW', badKeyset)
  return withKey(lib, certificate.key, (key) => {
    const signature = signatureOf(lib, key, data)
    if (!verifies(certificate.der, data, signature))
      throw Object.assign(new WindowsFailure('CryptVerifySignatureW', badSignature), {message: otherKey})
    return signature
  })
}

/** What an open key makes of some data; nobody has verified it yet. */
export const signatureOf = (lib: Lib, key: OpenKey, data: Uint8Array): Buffer =>
  key.api === 'CAPI' ? signCapi(lib, key, data) : signCng(lib, key, data)

function verifies(der: Buffer, data: Uint8Array, signature: Buffer): boolean {
  try {
    return verify('sha256', data, new X509Certificate(der).publicKey, signature)
  } catch {
    // Bytes that are no certificate belong to no key.
    return false
  }
}

function signCapi(lib: Lib, {handle, keySpec}: OpenKey, data: Uint8Array): Buffer {
  const out = pointerOut()
  lib.must('CryptCreateHash', handle, sha256, null, 0, out)
  const hash = pointerIn(out)
  try {
    lib.must('CryptHashData', hash, Buffer.from(data), data.length, 0)
    const signature = sized('CryptSignHashW', largest, (room, size) =>
      lib.number('CryptSignHashW', hash, keySpec, null, 0, room, size) ? 0 : lib.lastError(),
    )
    // CAPI writes the least significant byte first.
    return signature.reverse()
  } finally {
    lib.number('CryptDestroyHash', hash)
  }
}

function signCng(lib: Lib, {handle}: OpenKey, data: Uint8Array): Buffer {
  const digest = createHash('sha256').update(data).digest()
  return lasting(lib, wideText('SHA256'), (algorithm) => {
    const {size, pszAlgId} = layout.BCRYPT_PKCS1_PADDING_INFO
    const padding = Buffer.alloc(size)
    padding.writeBigUInt64LE(algorithm, pszAlgId)
    return sized('NCryptSignHash', largest, (room, size) =>
      lib.number(
        'NCryptSignHash',
        ...[handle, padding, digest, digest.length],
        ...[room, room?.length ?? 0, size, pkcs1Silent],
      ),
    )
  })
}
