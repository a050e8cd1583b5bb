export type RegistryType =
  | 'REG_SZ'
  | 'REG_EXPAND_SZ'
  | 'REG_MULTI_SZ'
  | 'REG_DWORD'
  | 'REG_QWORD'
  | 'REG_BINARY'

export interface RegistryValue {
  name: string
  type: RegistryType
  /** Text; lines of text for REG_MULTI_SZ; a number; or hexadecimal text for REG_BINARY. */
  data: string | readonly string[] | number
}

export interface StoreCertificate {
  /** PEM. */
  certificate: string
  hasPrivateKey: boolean
}

export interface Service {
  state: 'running' | 'stopped' | 'start-pending' | 'stop-pending' | 'paused'
  startType: 'automatic' | 'manual' | 'disabled'
  account: string
}

export interface Identity {
  computer: string
  /** DOMAIN\name of whoever runs the doctor. */
  account: string
  elevated: boolean
}

/**
 * What the product asks of Windows. Every call rejects with `CannotKnow` (`denied`, `unsupported` or `error`,
 * naming the Windows function and its code in hexadecimal); absence is `null`, never an error.
 */
export interface WinApi {
  identity(): Promise<Identity>
  /** The values of a key under HKEY_LOCAL_MACHINE, 64-bit view; null where the key is absent. */
  registry(path: string): Promise<RegistryValue[] | null>
  /** LocalMachine\My. */
  certificates(): Promise<StoreCertificate[]>
  /** Signs with the private key of that certificate: RSASSA-PKCS1-v1_5 with SHA-256. `thumbprint` is SHA-1, hexadecimal. */
  sign(thumbprint: string, data: Uint8Array): Promise<Uint8Array>
  service(name: string): Promise<Service | null>
}
