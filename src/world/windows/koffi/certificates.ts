import {createHash} from 'node:crypto'
import type {KeyReference, StoreCertificate} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {bytesAt, dwordOut, lasting, pointerIn, textAt} from './memory.ts'

/** CERT_STORE_PROV_SYSTEM_W */
const systemStore = 10n
/** CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_OPEN_EXISTING_FLAG | CERT_STORE_READONLY_FLAG */
const localMachine = 0x20000 | 0x4000 | 0x8000
/** A machine on which nobody has put a certificate yet has no such store. */
const noStore = 2
/** CERT_KEY_PROV_INFO_PROP_ID */
const keyProviderInfo = 2
/** CRYPT_E_NOT_FOUND */
const notFound = 0x80092004
/** CRYPT_MACHINE_KEYSET */
const machineKeyset = 0x20
const most = 5_000
/** An encoded certificate is some kilobytes; a larger one is not copied. */
const largest = 65_536
/** A container's and a provider's names are below 260 characters each. */
const largestInfo = 16_384

/** LocalMachine\My. */
export function certificates(lib: Lib): StoreCertificate[] {
  const all: StoreCertificate[] = []
  eachCertificate(lib, (context, der) => {
    all.push({thumbprint: thumbprintOf(der), certificate: pem(der), key: keyReference(lib, context)})
  })
  return all
}

/** Where the private key of one certificate is; null where there is none, undefined where there is no such certificate. */
export function findKey(lib: Lib, thumbprint: string): {der: Buffer; key: KeyReference | null} | undefined {
  let found: {der: Buffer; key: KeyReference | null} | undefined
  eachCertificate(lib, (context, der) => {
    if (!found && thumbprintOf(der) === thumbprint.toUpperCase())
      found = {der, key: keyReference(lib, context)}
  })
  return found
}

const thumbprintOf = (der: Buffer) => createHash('sha1').update(der).digest('hex').toUpperCase()

export const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

function eachCertificate(lib: Lib, use: (context: bigint, der: Buffer) => void): void {
  const store = lib.pointer('CertOpenStore', systemStore, 0, 0n, localMachine, 'MY')
  if (store === 0n) {
    if (lib.lastError() === noStore) return
    throw new WindowsFailure('CertOpenStore', lib.lastError())
  }
  try {
    const {size, pbCertEncoded, cbCertEncoded} = layout.CERT_CONTEXT
    let context = 0n
    for (let seen = 0; seen < most; seen++) {
      // Each call frees the context before.
      context = lib.pointer('CertEnumCertificatesInStore', store, context)
      if (context === 0n) return
      const fields = bytesAt(lib, context, size)
      const length = Math.min(largest, fields.readUInt32LE(cbCertEncoded))
      use(context, bytesAt(lib, pointerIn(fields, pbCertEncoded), length))
    }
    lib.number('CertFreeCertificateContext', context)
  } finally {
    lib.number('CertCloseStore', store, 0)
  }
}

function keyReference(lib: Lib, context: bigint): KeyReference | null {
  const size = dwordOut()
  const ask = (room: bigint) =>
    lib.number('CertGetCertificateContextProperty', context, keyProviderInfo, room, size)
  const failed = () => {
    const code = lib.lastError()
    if (code === notFound) return null
    throw new WindowsFailure('CertGetCertificateContextProperty', code)
  }
  if (!ask(0n)) return failed()
  const length = size.readUInt32LE()
  if (length > largestInfo) throw new WindowsFailure('CertGetCertificateContextProperty', 13)
  // The names lie behind the structure, which holds their addresses: it must not move.
  return lasting(lib, Buffer.alloc(length), (address) => {
    if (!ask(address)) return failed()
    const at = layout.CRYPT_KEY_PROV_INFO
    const info = bytesAt(lib, address, at.size)
    return {
      container: textAt(lib, pointerIn(info, at.pwszContainerName)) ?? '',
      provider: textAt(lib, pointerIn(info, at.pwszProvName)) ?? '',
      providerType: info.readUInt32LE(at.dwProvType),
      keySpec: info.readUInt32LE(at.dwKeySpec),
      machine: (info.readUInt32LE(at.dwFlags) & machineKeyset) !== 0,
    }
  })
}
