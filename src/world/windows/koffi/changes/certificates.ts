import {X509Certificate} from 'node:crypto'
import type {KeyReference} from '../../api.ts'
import {WindowsFailure} from '../../failure.ts'
import {sameKey} from '../../same-key.ts'
import {block} from '../block.ts'
import {findCertificate, keyProviderInfo, machineKeyset, systemStore} from '../certificates.ts'
import {layout} from '../layout.ts'
import type {Lib} from '../lib.ts'
import {lasting, wideText} from '../memory.ts'

/** CERT_SYSTEM_STORE_LOCAL_MACHINE */
const localMachine = 0x20000
/** X509_ASN_ENCODING | PKCS_7_ASN_ENCODING */
const encodings = 0x10001
/** CERT_STORE_ADD_NEW: fails where the certificate is there. */
const addNew = 1
/** CRYPT_E_EXISTS */
const exists = 0x80092005
/** CERT_FIND_SHA1_HASH */
const findHash = 0x10000
/** CERT_STORE_CTRL_COMMIT */
const commit = 3

export function addCertificate(lib: Lib, certificate: string, key: KeyReference | null): void {
  const {raw, fingerprint} = parsed(certificate)
  const context = BigInt(lib.must('CertCreateCertificateContext', encodings, raw, raw.length))
  try {
    // Before it is in the store, so that nobody ever finds it there without its key.
    if (key) refer(lib, context, key)
    withStore(lib, (store) => {
      if (lib.number('CertAddCertificateContextToStore', store, context, addNew, null)) return
      const code = lib.lastError()
      const there = code === exists ? findCertificate(lib, fingerprint.replaceAll(':', '')) : undefined
      if (!there || !sameKey(there.key, key))
        throw new WindowsFailure('CertAddCertificateContextToStore', code)
    })
  } finally {
    lib.number('CertFreeCertificateContext', context)
  }
}

function parsed(certificate: string): X509Certificate {
  try {
    return new X509Certificate(certificate)
  } catch {
    // CRYPT_E_ASN1_BADTAG
    throw new WindowsFailure('CertCreateCertificateContext', 0x8009310b)
  }
}

/** CERT_KEY_PROV_INFO_PROP_ID; Windows copies it and its names. */
function refer(lib: Lib, context: bigint, key: KeyReference): void {
  const [container, provider] = [wideText(key.container), wideText(key.provider)]
  const names = block(lib, container.length + provider.length + 16)
  try {
    const at = layout.CRYPT_KEY_PROV_INFO
    const info = Buffer.alloc(at.size)
    info.writeBigUInt64LE(names.put(container), at.pwszContainerName)
    info.writeBigUInt64LE(names.put(provider), at.pwszProvName)
    info.writeUInt32LE(key.providerType, at.dwProvType)
    info.writeUInt32LE(key.machine ? machineKeyset : 0, at.dwFlags)
    info.writeUInt32LE(key.keySpec, at.dwKeySpec)
    lib.must('CertSetCertificateContextProperty', context, keyProviderInfo, 0, info)
  } finally {
    names.free()
  }
}

export function removeCertificate(lib: Lib, thumbprint: string): void {
  withStore(lib, (store) => {
    const context = lasting(lib, Buffer.from(thumbprint, 'hex'), (address) => {
      const {size, cbData, pbData} = layout.CRYPT_HASH_BLOB
      const hash = Buffer.alloc(size)
      hash.writeUInt32LE(thumbprint.length / 2, cbData)
      hash.writeBigUInt64LE(address, pbData)
      return lib.pointer('CertFindCertificateInStore', store, encodings, 0, findHash, hash, null)
    })
    // It frees the context, even where it fails.
    if (context !== 0n) lib.must('CertDeleteCertificateFromStore', context)
  })
}

/** LocalMachine\My, made where nobody has put a certificate there yet; what was done is written at the end. */
function withStore(lib: Lib, change: (store: bigint) => void): void {
  const store = BigInt(lib.must('CertOpenStore', systemStore, 0, null, localMachine, 'MY'))
  try {
    change(store)
    lib.must('CertControlStore', store, 0, commit, null)
  } finally {
    lib.number('CertCloseStore', store, 0)
  }
}
