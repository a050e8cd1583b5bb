import {createPublicKey, createSign, verify, X509Certificate} from 'node:crypto'
import {CannotKnow} from '../../core/evidence.ts'
import type {
  DomainController,
  Identity,
  KeyReference,
  PrivateKey,
  RegistryKey,
  Service,
  System,
  WinApi,
  WindowsFile,
} from './api.ts'
import {notElevated, WindowsFailure} from './failure.ts'
import {sameContainer} from './same-key.ts'

/** A certificate of LocalMachine\My with what Windows keeps of its private key. */
export interface MemoryCertificate {
  certificate: string
  /** PEM; null for a certificate imported from a .cer file, or, with a reference, for a key that is gone. */
  key: string | null
  reference?: KeyReference
  facts?: PrivateKey
}

/** A key in a container of its own, whether or not a certificate says that it has it. */
export interface MemoryKey {
  reference: KeyReference
  /** PEM. */
  key: string
  facts: PrivateKey
}

/** The state of a Windows server, as JSON: what the lab's stand-in and the contract tests are made of. */
export interface MemoryMachine {
  identity: Identity
  system: System
  /** Key path, with its hive where that is not HKEY_LOCAL_MACHINE, to the key; those above it exist too. */
  registry: Record<string, Omit<RegistryKey, 'subkeys'>>
  certificates: MemoryCertificate[]
  keys?: MemoryKey[]
  services: Record<string, Service>
  /** Absolute path to a file; `text` where it can be read. */
  files: Record<string, WindowsFile & {text?: string}>
  /** Account names as this machine writes them, to their SIDs. */
  accounts: Record<string, string>
  localGroups: Record<string, string[]>
  domain: {name: string; controller: DomainController} | null
  winHttpProxy: {proxy: string; bypass: string | null} | null
  /** Channel to its events as XML, newest first. */
  events: Record<string, {enabled: boolean; xml: string[]}>
  /** Audit subcategory (GUID) to what is recorded. */
  auditing: Record<string, {success: boolean; failure: boolean}>
  /** What changes have written down of themselves, by name. */
  journals?: Record<string, string>
  /** Calls that fail here, of `WinApi` and of `WinChanges`: the Windows function, and its code. */
  failing?: Record<string, {call: string; code: number}>
}

export const thumbprint = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')
export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
export const find = <T>(record: Record<string, T>, name: string): T | null =>
  Object.entries(record).find(([key]) => same(key, name))?.[1] ?? null

const inKeyset: Omit<KeyReference, 'container'> = {
  provider: 'Microsoft Enhanced RSA and AES Cryptographic Provider',
  providerType: 24,
  keySpec: 1,
  machine: true,
}
/** Where the key of a certificate is that does not say it: in a container of its own, as the vendor's script makes it. */
export const referenceOf = ({certificate, key, reference}: MemoryCertificate): KeyReference | null => {
  if (reference || key === null) return reference ?? null
  return {container: `{${thumbprint(certificate).toLowerCase()}}`, ...inKeyset}
}

/** As the vendor's script leaves a key: SYSTEM and administrators own it, NETWORK SERVICE reads it. */
export const vendorKey: PrivateKey = {
  api: 'CAPI',
  provider: inKeyset.provider,
  exportable: false,
  sddl: 'D:PAI(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)(A;;0x80120089;;;NS)',
}

/** A Windows server in memory; names are case-insensitive as they are in Windows. */
export function memoryWinApi(machine: MemoryMachine): WinApi {
  const certificateOf = (wanted: string) =>
    machine.certificates.find((c) => same(thumbprint(c.certificate), wanted))
  const elevated = () => {
    if (!machine.identity.elevated) throw new CannotKnow('denied', notElevated)
  }
  const api: WinApi = {
    identity: async () => machine.identity,
    system: async () => machine.system,
    registry: async (path, hive = 'HKEY_LOCAL_MACHINE') => keyAt(machine, path, hive),
    certificates: async () =>
      machine.certificates.map((entry) => ({
        certificate: entry.certificate,
        thumbprint: thumbprint(entry.certificate),
        key: referenceOf(entry),
      })),
    privateKey: async (wanted) => {
      const entry = certificateOf(wanted)
      const held = entry && heldKey(machine, entry)
      // NTE_BAD_KEYSET
      if (entry?.reference && !held) throw new WindowsFailure('CryptAcquireContextW', 0x80090016)
      return held?.facts ?? null
    },
    sign: async (wanted, data) => {
      const entry = certificateOf(wanted)
      const held = entry && heldKey(machine, entry)
      // NTE_BAD_KEYSET
      if (!held) throw new WindowsFailure('CryptAcquireContextW', 0x80090016)
      const signature = createSign('RSA-SHA256').update(data).sign(held.key)
      // NTE_BAD_SIGNATURE
      if (!verify('sha256', data, createPublicKey(entry.certificate), signature))
        throw new WindowsFailure('CryptVerifySignatureW', 0x80090006)
      return signature
    },
    service: async (name) => find(machine.services, name),
    file: async (path) => {
      const found = find(machine.files, path)
      return (
        found && {
          bytes: found.bytes,
          modifiedAt: found.modifiedAt,
          version: found.version,
          company: found.company,
        }
      )
    },
    text: async (path) => {
      const found = find(machine.files, path)
      if (found) elevated()
      return found?.text ?? null
    },
    accountSid: async (name) => find(machine.accounts, name),
    localGroups: async (account) => find(machine.localGroups, account) ?? [],
    joinedDomain: async () => machine.domain?.name ?? null,
    domainController: async () => machine.domain?.controller ?? null,
    winHttpProxy: async () => machine.winHttpProxy,
    eventChannels: async () => Object.keys(machine.events),
    // The XPath is not evaluated here: whoever asks looks at identifiers and times anyway.
    events: async ({channel, limit}) => {
      if (same(channel, 'Security')) elevated()
      return find(machine.events, channel)?.xml.slice(0, limit) ?? null
    },
    channelEnabled: async (channel) => find(machine.events, channel)?.enabled ?? null,
    auditing: async (subcategory) => {
      elevated()
      return find(machine.auditing, subcategory) ?? {success: false, failure: false}
    },
    negotiate: async () => Promise.reject(new CannotKnow('unsupported', 'SSPI is not here')),
    endNegotiation: async () => {},
  }
  return failing(api, machine.failing ?? {})
}

/** The key that a certificate has: given with it, or in a container of its own. */
function heldKey(machine: MemoryMachine, entry: MemoryCertificate): Omit<MemoryKey, 'reference'> | null {
  const {key, reference, facts = vendorKey} = entry
  if (key) return {key, facts}
  return machine.keys?.find((held) => reference && sameContainer(held.reference, reference)) ?? null
}

function keyAt({registry}: MemoryMachine, path: string, hive: string): RegistryKey | null {
  const full = hive === 'HKEY_LOCAL_MACHINE' ? path : `${hive}\\${path}`
  const found = find(registry, full)
  const below = `${full.toLowerCase()}\\`
  const subkeys = new Set(
    Object.keys(registry)
      .filter((key) => key.toLowerCase().startsWith(below))
      .map((key) => key.slice(below.length).split('\\')[0]!),
  )
  if (!found && subkeys.size === 0) return null
  return {values: found?.values ?? [], writtenAt: found?.writtenAt ?? null, subkeys: [...subkeys]}
}

/** The same, but what is named in `failures` by its method fails as Windows would. */
export const failing = <Api extends object>(api: Api, failures: NonNullable<MemoryMachine['failing']>): Api =>
  Object.fromEntries(
    Object.entries(api).map(([name, call]) => {
      const failure = failures[name]
      return [
        name,
        failure ? async () => Promise.reject(new WindowsFailure(failure.call, failure.code)) : call,
      ]
    }),
  ) as Api
