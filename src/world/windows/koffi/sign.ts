import {createHash, verify, X509Certificate} from 'node:crypto'
import {WindowsFailure} from '../failure.ts'
import {findKey} from './certificates.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {dwordOut, lasting, pointerIn, pointerOut, wideText} from './memory.ts'
import {type OpenKey, silent, withKey} from './open-key.ts'

/** CALG_SHA_256 */
const sha256 = 0x800c
/** NCRYPT_PAD_PKCS1_FLAG */
const pkcs1 = 0x2
/** An RSA key of 16,384 bits signs with 2,048 bytes. */
const largest = 2_048
/** NTE_NO_KEY: the certificate is here without its private key. */
const noKey = 0x8009000d
/** NTE_BAD_SIGNATURE */
const badSignature = 0x80090006

/** A signature that the certificate's own public key verifies; else the reason why there is none. */
export function sign(lib: Lib, thumbprint: string, data: Uint8Array): Buffer {
  const found = findKey(lib, thumbprint)
  if (!found?.key) throw new WindowsFailure('CertGetCertificateContextProperty', noKey)
  const signature = withKey(lib, found.key, (key) =>
    key.api === 'CAPI' ? signWithCapi(lib, key, data) : signWithCng(lib, key, data),
  )
  const {publicKey} = new X509Certificate(found.der)
  if (verify('sha256', data, publicKey, signature)) return signature
  throw Object.assign(new WindowsFailure('CryptVerifySignature', badSignature), {
    message:
      'the private key does not belong to the certificate: its signature is not verified by the certificate',
  })
}

function signWithCapi(lib: Lib, {handle, keySpec}: OpenKey, data: Uint8Array): Buffer {
  const out = pointerOut()
  lib.must('CryptCreateHash', handle, sha256, 0n, 0, out)
  const hash = pointerIn(out)
  try {
    lib.must('CryptHashData', hash, Buffer.from(data), data.length, 0)
    const [signature, size] = [Buffer.alloc(largest), dwordOut(largest)]
    lib.must('CryptSignHashW', hash, keySpec, null, 0, signature, size)
    // CryptoAPI writes the number's lowest byte first.
    return Buffer.from(signature.subarray(0, size.readUInt32LE()).reverse())
  } finally {
    lib.number('CryptDestroyHash', hash)
  }
}

function signWithCng(lib: Lib, {handle}: OpenKey, data: Uint8Array): Buffer {
  const digest = createHash('sha256').update(data).digest()
  return lasting(lib, wideText('SHA256'), (algorithm) => {
    const padding = Buffer.alloc(layout.BCRYPT_PKCS1_PADDING_INFO.size)
    padding.writeBigUInt64LE(algorithm, layout.BCRYPT_PKCS1_PADDING_INFO.pszAlgId)
    const [signature, size] = [Buffer.alloc(largest), dwordOut()]
    lib.succeed(
      'NCryptSignHash',
      ...[handle, padding, digest, digest.length, signature, largest, size, pkcs1 | silent],
    )
    return Buffer.from(signature.subarray(0, size.readUInt32LE()))
  })
}
