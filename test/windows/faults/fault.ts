import {azureMfaKey} from '../../../src/catalogue/apps.ts'
import type {CertificateAndKey} from '../../../src/certificates/make.ts'
import {newMaker} from '../../../src/lab/maker.ts'
import type {PrivateKey, RegistryValue} from '../../../src/world/windows/api.ts'
import type {MemoryCertificate, MemoryMachine} from '../../../src/world/windows/memory.ts'

/** One fault of a healthy server, and the code that a doctor must name first. */
export interface Fault {
  name: string
  code: string
  /** What else may rightly be a cause of its own. */
  beside?: readonly string[]
  change(machine: MemoryMachine, made: Certificates): void
}

/** Certificates that faults need besides the healthy one; the tenant knows them all. */
export interface Certificates {
  expired: CertificateAndKey
  future: CertificateAndKey
  ofAnotherTenant: CertificateAndKey
  second: CertificateAndKey
  forServers: CertificateAndKey
}

const day = 86_400_000
const daysFromNow = (days: number) => new Date(Date.now() + days * day)
export const anotherTenant = '11111111-2222-4333-8444-555555555555'

export async function makeCertificates(): Promise<Certificates> {
  const make = newMaker('faults').extensionCertificate
  const [expired, future, ofAnotherTenant, second, forServers] = await Promise.all([
    make({notBefore: daysFromNow(-800), notAfter: daysFromNow(-1)}),
    make({notBefore: daysFromNow(1), notAfter: daysFromNow(700)}),
    make({tenantId: anotherTenant}),
    make(),
    make({forServers: true}),
  ])
  return {expired, future, ofAnotherTenant, second, forServers} as Certificates
}

const capi = 'Microsoft Enhanced RSA and AES Cryptographic Provider'

/** The certificate whose key has another DACL. */
export const withDacl = (certificate: MemoryCertificate, sddl: string): MemoryCertificate => ({
  ...certificate,
  facts: {api: 'CAPI', provider: capi, exportable: false, sddl} satisfies PrivateKey,
})

export const reference = {
  container: '{5d0c1f3a-0f0d-4a77-9d1c-7b64a1f0e9aa}',
  provider: capi,
  providerType: 24,
  keySpec: 1,
  machine: true,
}

const valuesOf = (machine: MemoryMachine, key: string): RegistryValue[] => {
  machine.registry[key] ??= {values: [], writtenAt: null}
  return machine.registry[key].values as RegistryValue[]
}

/** Writes one value of a registry key; null removes it. */
export function value(
  machine: MemoryMachine,
  key: string,
  name: string,
  data: RegistryValue['data'] | null,
  type: RegistryValue['type'] = typeof data === 'number'
    ? 'REG_DWORD'
    : typeof data === 'string'
      ? 'REG_SZ'
      : 'REG_MULTI_SZ',
): void {
  const values = valuesOf(machine, key)
  const at = values.findIndex((candidate) => candidate.name === name)
  if (at >= 0) values.splice(at, 1)
  if (data !== null) values.push({name, type, data})
}

/** The same of the extension's key. */
export const setting = (machine: MemoryMachine, name: string, data: string | number | null) =>
  value(machine, azureMfaKey, name, data)
