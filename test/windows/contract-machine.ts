import {X509Certificate} from 'node:crypto'
import {makeCertificate} from '../../src/certificates/make.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import type {KeyReference, RegistryValue} from '../../src/world/windows/api.ts'
import type {MemoryCertificate, MemoryMachine} from '../../src/world/windows/memory.ts'

const day = 86_400_000
const make = (CN: string) =>
  makeCertificate({
    subject: {CN},
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
  })

const capi = (container: string, providerType: number, provider: string): KeyReference => ({
  container,
  provider,
  providerType,
  keySpec: 1,
  machine: true,
})
const aes = 'Microsoft Enhanced RSA and AES Cryptographic Provider'
const cng = (container: string, provider = 'Microsoft Software Key Storage Provider'): KeyReference => ({
  ...capi(container, 0, provider),
  keySpec: 0,
})
const open = 'D:(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)(A;;0x80120089;;;NS)'
const closed = 'D:(D;;GR;;;NS)(A;;0xd01f01ff;;;SY)(A;;0x80120089;;;BU)'

/** Names of the certificates of the contract's machine. */
export type Which = 'capi' | 'schannel' | 'cng' | 'tpm' | 'keyless' | 'gone' | 'other-key' | 'garbled'

/** Each kind of certificate that a store may hold, by what is special about it. */
async function certificates(): Promise<Record<Which, MemoryCertificate>> {
  const [a, b, c, d, e] = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(make))
  const facts = (api: 'CAPI' | 'CNG', provider: string, exportable: boolean, sddl: string | null) => ({
    api,
    provider,
    exportable,
    sddl,
  })
  return {
    capi: {...a!, reference: capi('contract-a', 24, aes), facts: facts('CAPI', aes, false, open)},
    schannel: {
      ...b!,
      reference: capi('contract-b', 12, 'Microsoft RSA SChannel Cryptographic Provider'),
      facts: facts('CAPI', aes, true, closed),
    },
    cng: {...c!, reference: cng('contract-c'), facts: facts('CNG', cng('').provider, false, open)},
    tpm: {
      ...d!,
      reference: cng('contract-d', 'Microsoft Platform Crypto Provider'),
      facts: facts('CNG', 'Microsoft Platform Crypto Provider', false, null),
    },
    keyless: {certificate: e!.certificate, key: null},
    gone: {...(await make('gone')), key: null, reference: capi('contract-gone', 24, aes)},
    'other-key': {
      certificate: (await make('other')).certificate,
      key: a!.key,
      reference: capi('contract-other', 24, aes),
    },
    garbled: {certificate: garbled(a!.certificate), key: null},
  }
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`

/** A certificate whose public key is nonsense: the store takes it, nobody can verify with it. */
function garbled(certificate: string): string {
  const der = Buffer.from(new X509Certificate(certificate).raw)
  const rsaEncryption = der.indexOf(Buffer.from('2a864886f70d010101', 'hex'))
  return pem(der.fill(0xff, rsaEncryption + 20, rsaEncryption + 80))
}

/** Many certificates of one shape; only their serial numbers differ. */
export async function manyCertificates(count: number): Promise<MemoryCertificate[]> {
  const der = Buffer.from(new X509Certificate((await make('many')).certificate).raw)
  const serial = der.indexOf(Buffer.from([0x02, 0x10, 0x01])) + 4
  return Array.from({length: count}, (_, i) => {
    der.writeUInt32BE(i, serial)
    return {certificate: pem(der), key: null}
  })
}

const values: readonly RegistryValue[] = [
  {name: 'text', type: 'REG_SZ', data: 'Übung “x”'},
  {name: 'empty', type: 'REG_SZ', data: ''},
  {name: 'NULs', type: 'REG_SZ', data: 'before\0after'},
  {name: 'expanded', type: 'REG_EXPAND_SZ', data: '%SystemRoot%\\x'},
  {name: 'lines', type: 'REG_MULTI_SZ', data: ['C:\\a.dll', 'C:\\b.dll']},
  {name: 'no lines', type: 'REG_MULTI_SZ', data: []},
  {name: 'number', type: 'REG_DWORD', data: 4_294_967_295},
  {name: 'large number', type: 'REG_QWORD', data: 4_294_967_296},
  {name: 'bytes', type: 'REG_BINARY', data: '00ff10'},
  {name: 'nothing', type: 'REG_NONE', data: ''},
  {name: '', type: 'REG_SZ', data: 'the default value'},
]

export const contractKey = 'SOFTWARE\\npsmfa contract'
const service = {startType: 'automatic', account: 'NT AUTHORITY\\NetworkService'} as const
const file = {bytes: 0, modifiedAt: '2026-03-02T09:14:00.000Z', version: null, company: null}

export interface ContractMachine {
  machine: MemoryMachine
  certificates: Record<Which, MemoryCertificate>
}

/** A Windows machine that has one of everything the product asks for. */
export async function contractMachine(): Promise<ContractMachine> {
  const all = await certificates()
  const healthy = healthyServer({certificate: all.capi.certificate, key: all.capi.key!})
  const writtenAt = '2026-03-02T09:14:00.000Z'
  const machine: MemoryMachine = {
    ...healthy,
    certificates: Object.values(all),
    registry: {
      [contractKey]: {values, writtenAt},
      [`${contractKey}\\below\\far below`]: {values: [], writtenAt},
      [`${contractKey}\\Beside`]: {values: [], writtenAt},
      [`${contractKey} large`]: {
        values: [{name: 'large', type: 'REG_SZ', data: 'x'.repeat(32_768), cut: true}],
        writtenAt,
      },
      'SOFTWARE\\WOW6432Node\\npsmfa 32': {values: [{name: 'view', type: 'REG_SZ', data: '32'}], writtenAt},
      'HKEY_USERS\\S-1-5-20\\Software\\npsmfa contract': {
        values: [{name: 'ProxyEnable', type: 'REG_DWORD', data: 1}],
        writtenAt,
      },
    },
    services: {
      IAS: {...service, state: 'running', startedAt: new Date().toISOString()},
      Stopped: {state: 'stopped', startType: 'disabled', account: '.\\svc', startedAt: null},
      Paused: {...service, state: 'paused', startType: 'manual', startedAt: new Date().toISOString()},
      Starting: {
        ...service,
        state: 'start-pending',
        account: 'LocalSystem',
        startedAt: new Date().toISOString(),
      },
    },
    files: {
      'C:\\contract\\versioned ü.dll': {
        ...file,
        version: '1.2.2893.1',
        company: 'Microsoft Corporation',
      },
      'C:\\contract\\plain.txt': {...file, text: 'Grüße\nβ'},
    },
    domain: null,
    winHttpProxy: {proxy: 'proxy.contoso.example:8080', bypass: '<local>'},
    events: {
      System: {enabled: true, xml: ['<Event>ü 2</Event>', '<Event>1</Event>']},
      'Microsoft-AzureMfa-AuthZ/AuthZOptCh': {enabled: false, xml: []},
      Many: {enabled: true, xml: Array.from({length: 300}, (_, i) => `<Event>${300 - i}</Event>`)},
    },
  }
  return {machine, certificates: all}
}
