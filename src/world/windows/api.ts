export type RegistryType =
  | 'REG_NONE'
  | 'REG_SZ'
  | 'REG_EXPAND_SZ'
  | 'REG_MULTI_SZ'
  | 'REG_DWORD'
  | 'REG_QWORD'
  | 'REG_BINARY'

export interface RegistryValue {
  name: string
  type: RegistryType
  /** Text without its ending NULs (others are kept); lines for REG_MULTI_SZ; a number; else hexadecimal text. */
  data: string | readonly string[] | number
  /** The value is longer than `longestValue`: data is its beginning only. */
  cut?: true
}

/** Of a longer registry value only so many bytes are read. */
export const longestValue = 65_536

export interface RegistryKey {
  values: readonly RegistryValue[]
  /** Names of the keys below it. */
  subkeys: readonly string[]
  /** ISO: when it was last written to; null where Windows does not say. */
  writtenAt: string | null
}

export type Hive = 'HKEY_LOCAL_MACHINE' | 'HKEY_USERS'

/** Where a certificate says that its private key is (CERT_KEY_PROV_INFO). */
export interface KeyReference {
  container: string
  provider: string
  /** CAPI provider type; 0 is a CNG key storage provider. */
  providerType: number
  /** 1 AT_KEYEXCHANGE, 2 AT_SIGNATURE, 0 CNG. */
  keySpec: number
  /** In the machine's key set (CRYPT_MACHINE_KEYSET), not a user's. */
  machine: boolean
}

export interface StoreCertificate {
  /** SHA-1 of the encoded form, upper-case hexadecimal. */
  thumbprint: string
  /** PEM; what is in it may be no readable certificate. */
  certificate: string
  /** Null where the store has no private key for it. */
  key: KeyReference | null
}

export interface PrivateKey {
  api: 'CAPI' | 'CNG'
  /** The provider that opened it. */
  provider: string
  /** Null where the provider does not tell. */
  exportable: boolean | null
  /** The DACL in SDDL, verbatim; null where the provider keeps none (smart card, TPM). */
  sddl: string | null
}

export interface Service {
  state:
    | 'running'
    | 'stopped'
    | 'start-pending'
    | 'stop-pending'
    | 'paused'
    | 'pause-pending'
    | 'continue-pending'
  startType: 'boot' | 'system' | 'automatic' | 'manual' | 'disabled'
  /** As the service manager writes it: "NT AUTHORITY\NetworkService", "LocalSystem", ".\svc", "DOMAIN\svc$". */
  account: string
  /** ISO: when its process started; null where it does not run or Windows does not say. */
  startedAt: string | null
}

export interface WindowsFile {
  bytes: number
  /** ISO. */
  modifiedAt: string
  /** The file version of its version resource, "1.2.2893.1"; null without one. */
  version: string | null
  /** CompanyName of its version resource. */
  company: string | null
}

export interface System {
  /** "10.0.20348". */
  version: string
  product: 'workstation' | 'domain-controller' | 'server'
  /** "C:\Windows\system32". */
  systemFolder: string
}

export interface DomainController {
  /** Without leading backslashes: "dc1.ad.contoso.example". */
  name: string
  /** DNS name of the domain. */
  domain: string
  /** Its own site; null where Windows does not say. */
  site: string | null
}

export interface Identity {
  computer: string
  /** DOMAIN\name of whoever runs the doctor. */
  account: string
  /** "S-1-5-21-…". */
  sid: string
  elevated: boolean
}

export interface EventQuery {
  /** Full name of the channel. */
  channel: string
  /** XPath 1.0 in Windows' dialect, such as "*[System[(EventID=6274)]]". */
  xpath: string
  /** At most so many, newest first. */
  limit: number
  /** This look alone may take so many milliseconds; without it, it shares the time that all looks of a run have. */
  ownMs?: number
}

export interface NegotiationStep {
  context: string
  /** "ldap/dc1.ad.contoso.example" */
  target: string
  token: Uint8Array | null
  channelBinding?: Uint8Array | null
}

/**
 * What the product asks of Windows. Arguments and answers are plain data, so that a collector process can answer for it.
 * Every call rejects with `WindowsFailure` (`denied`, `unsupported`, `timeout` or `error`, naming the Windows function
 * and its code in hexadecimal); absence is `null`, never an error.
 */
export interface WinApi {
  identity(): Promise<Identity>
  system(): Promise<System>
  /** A registry key in the 64-bit view. `path` without the hive. */
  registry(path: string, hive?: Hive): Promise<RegistryKey | null>
  /** LocalMachine\My, at most 5,000. */
  certificates(): Promise<readonly StoreCertificate[]>
  /** The private key of a certificate in LocalMachine\My; null where the store says it has none. */
  privateKey(thumbprint: string): Promise<PrivateKey | null>
  /**
   * Signs with the private key of that certificate: RSASSA-PKCS1-v1_5 with SHA-256. Resolves only with a signature that
   * the certificate's public key verifies.
   */
  sign(thumbprint: string, data: Uint8Array): Promise<Uint8Array>
  service(name: string): Promise<Service | null>
  /** A file's facts, by absolute path. */
  file(path: string): Promise<WindowsFile | null>
  /** A text file (UTF-8 or UTF-16 with a byte order mark) of at most 8 MB, by absolute path. */
  text(path: string): Promise<string | null>
  /** The SID of an account by any name that Windows understands, localised ones too; null for an unknown name. */
  accountSid(name: string): Promise<string | null>
  /** SIDs of the local groups an account belongs to, directly or through a group. */
  localGroups(account: string): Promise<readonly string[]>
  /** The Active Directory domain this machine is a member of; null in a workgroup. */
  joinedDomain(): Promise<string | null>
  /** A domain controller of the site; may take seconds. */
  domainController(): Promise<DomainController | null>
  /** The machine's WinHTTP proxy; null for direct access. */
  winHttpProxy(): Promise<{proxy: string; bypass: string | null} | null>
  /** Full names of all event channels. */
  eventChannels(): Promise<readonly string[]>
  /** Event XML, newest first; null where there is no such channel. */
  events(query: EventQuery): Promise<readonly string[] | null>
  /** Whether a channel records at all; null where there is no such channel. */
  channelEnabled(channel: string): Promise<boolean | null>
  /** What the audit policy records of a subcategory, by its GUID. */
  auditing(subcategory: string): Promise<{success: boolean; failure: boolean}>
  /**
   * One step of SSPI Negotiate as the current user (RFC 4178). `context` is chosen by the caller and names the exchange;
   * `token` is what the server sent, null at first. `done` when nothing more is to be sent. `channelBinding` ties the
   * exchange to the TLS connection it goes through: a type and its data, "tls-server-end-point:…" (RFC 5929).
   */
  negotiate(step: NegotiationStep): Promise<{token: Uint8Array; done: boolean}>
  endNegotiation(context: string): Promise<void>
}
