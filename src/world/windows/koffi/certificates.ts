import {createHash} from 'node:crypto'
import type {KeyReference, StoreCertificate} from '../api.ts'
import {WindowsFailure} from '../failure.ts'
import {layout} from './layout.ts'
import type {Lib} from './lib.ts'
import {bytesAt, dwordOut, lasting, pointerIn, textIn} from './memory.ts'

/** So many certificates are read. */
const most = 5_000
/** No certificate is longer; of a longer one its beginning is read. */
const largest = 262_144
/** CERT_STORE_PROV_SYSTEM_W */
export const systemStore = 10n
/** CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_OPEN_EXISTING_FLAG | CERT_STORE_READONLY_FLAG */
const existingOfMachine = 0x20000 | 0x4000 | 0x8000
/** ERROR_FILE_NOT_FOUND: nobody has put a certificate there yet. */
const noStore = 2
/** CERT_KEY_PROV_INFO_PROP_ID */
export const keyProviderInfo = 2
/** Room for one with its names. */
const keyInfoRoom = 65_536
/** CRYPT_E_NOT_FOUND */
const noProperty = 0x80092004
/** CRYPT_MACHINE_KEYSET, and the same for CNG: NCRYPT_MACHINE_KEY_FLAG. */
export const machineKeyset = 0x20

/** A certificate in LocalMachine\My, whatever its bytes are. */
export interface StoredCertificate {
  der: Buffer
  key: KeyReference | null
}

export const certificates = (lib: Lib): StoreCertificate[] =>
  read(lib).map(({der, key}) => ({thumbprint: thumbprintOf(der), certificate: pem(der), key}))

export const findCertificate = (lib: Lib, thumbprint: string): StoredCertificate | undefined =>
  read(lib).find(({der}) => thumbprintOf(der) === thumbprint.toUpperCase())

const thumbprintOf = (der: Buffer) => createHash('sha1').update(der).digest('hex').toUpperCase()
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

function read(lib: Lib): StoredCertificate[] {
  const store = lib.pointer('CertOpenStore', systemStore, 0, null, existingOfMachine, 'MY')
  if (store === 0n) {
    const code = lib.lastError()
    if (code === noStore) return []
    throw new WindowsFailure('CertOpenStore', code)
  }
  try {
    return lasting(lib, Buffer.alloc(keyInfoRoom), (room) => all(lib, store, room))
  } finally {
    lib.number('CertCloseStore', store, 0)
  }
}

function all(lib: Lib, store: bigint, room: bigint): StoredCertificate[] {
  const found: StoredCertificate[] = []
  // Each call frees the context it is given; what is left at the end is freed here.
  let context = lib.pointer('CertEnumCertificatesInStore', store, null)
  try {
    while (context !== 0n && found.length < most) {
      found.push({der: encoded(lib, context), key: keyReference(lib, context, room)})
      context = lib.pointer('CertEnumCertificatesInStore', store, context)
    }
  } finally {
    if (context !== 0n) lib.number('CertFreeCertificateContext', context)
  }
  return found
}

function encoded(lib: Lib, context: bigint): Buffer {
  const {size, pbCertEncoded, cbCertEncoded} = layout.CERT_CONTEXT
  const fields = bytesAt(lib, context, size)
  const length = Math.min(largest, fields.readUInt32LE(cbCertEncoded))
  return bytesAt(lib, pointerIn(fields, pbCertEncoded), length)
}

/** `room` is memory for the property, whose names follow it there. */
function keyReference(lib: Lib, context: bigint, room: bigint): KeyReference | null {
  const length = dwordOut(keyInfoRoom)
  if (!lib.number('CertGetCertificateContextProperty', context, keyProviderInfo, room, length)) {
    const code = lib.lastError()
    if (code === noProperty) return null
    throw new WindowsFailure('CertGetCertificateContextProperty', code)
  }
  const at = layout.CRYPT_KEY_PROV_INFO
  const info = bytesAt(lib, room, length.readUInt32LE())
  const text = (field: number) => {
    const address = pointerIn(info, field)
    return address === 0n ? '' : textIn(info.subarray(Number(address - room)))
  }
  return {
    container: text(at.pwszContainerName),
    provider: text(at.pwszProvName),
    providerType: info.readUInt32LE(at.dwProvType),
    keySpec: info.readUInt32LE(at.dwKeySpec),
    machine: (info.readUInt32LE(at.dwFlags) & machineKeyset) !== 0,
  }
}
