import {createSign, X509Certificate} from 'node:crypto'
import {CannotKnow} from '../../core/evidence.ts'
import type {Identity, RegistryValue, Service, WinApi} from './api.ts'

/** The state of a Windows server, as JSON: what the lab's stand-in and the contract tests are made of. */
export interface MemoryMachine {
  identity: Identity
  /** Key path under HKEY_LOCAL_MACHINE to its values. */
  registry: Record<string, RegistryValue[]>
  /** LocalMachine\My; `key` is the PEM private key, null for a certificate imported from a .cer file. */
  certificates: {certificate: string; key: string | null}[]
  services: Record<string, Service>
}

const thumbprint = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')
const find = <T>(record: Record<string, T>, name: string): T | null =>
  Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null

/** A Windows server in memory; names are case-insensitive as they are in Windows. */
export const memoryWinApi = (machine: MemoryMachine): WinApi => ({
  identity: async () => machine.identity,
  registry: async (path) => find(machine.registry, path),
  certificates: async () =>
    machine.certificates.map(({certificate, key}) => ({certificate, hasPrivateKey: key !== null})),
  sign: async (wanted, data) => {
    const entry = machine.certificates.find((c) => thumbprint(c.certificate) === wanted.toUpperCase())
    if (!entry?.key)
      throw new CannotKnow('error', 'CryptAcquireContextW failed: 0x80090016 (keyset does not exist)')
    return createSign('RSA-SHA256').update(data).sign(entry.key)
  },
  service: async (name) => find(machine.services, name),
})
