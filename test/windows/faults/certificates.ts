import {X509Certificate} from 'node:crypto'
import {extensions} from '../../../src/lab/healthy/server.ts'
import {anotherTenant, type Fault, reference, setting, withDacl} from './fault.ts'

const owners = '(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)'
const reads = '(A;;0x80120089;;;NS)'
const dacl =
  (sddl: string): Fault['change'] =>
  (machine) => {
    machine.certificates = [withDacl(machine.certificates[0]!, sddl)]
  }
const sha1 = (pem: string) => new X509Certificate(pem).fingerprint.replaceAll(':', '')

/** What may be wrong with the certificate and its key. */
export const certificateFaults: readonly Fault[] = [
  {
    name: 'the entry of NETWORK SERVICE is gone from the key’s DACL',
    code: 'cert.key-acl/denied',
    change: dacl(`D:${owners}`),
  },
  {
    name: 'the key’s DACL has an entry that denies NETWORK SERVICE',
    code: 'cert.key-acl/denied-by-entry',
    change: dacl(`D:(D;;GR;;;NS)${owners}${reads}`),
  },
  {
    name: 'the key’s DACL denies the group SERVICE, which its token holds',
    code: 'cert.key-acl/denied-by-entry',
    change: dacl(`D:(D;;GR;;;SU)${owners}${reads}`),
  },
  {
    name: 'the key lies in CNG, and NETWORK SERVICE may not read it',
    code: 'cert.key-acl/denied',
    change(machine) {
      const [certificate] = machine.certificates
      const provider = 'Microsoft Software Key Storage Provider'
      const cng = {...reference, provider, providerType: 0, keySpec: 0}
      machine.certificates = [{...withDacl(certificate!, `D:${owners}`), reference: cng}]
    },
  },
  {
    name: 'the certificate came without its key',
    code: 'cert.key/keyless',
    change(machine) {
      machine.certificates[0]!.key = null
    },
  },
  {
    name: 'the key’s container is gone',
    code: 'cert.key/missing',
    change(machine) {
      Object.assign(machine.certificates[0]!, {key: null, reference})
    },
  },
  {
    name: 'the container holds the key of another certificate',
    code: 'cert.key/other-key',
    change(machine, {second}) {
      machine.certificates[0]!.key = second.key
    },
  },
  {
    name: 'the key lies with a user instead of the machine',
    code: 'cert.key/of-a-user',
    change(machine) {
      Object.assign(machine.certificates[0]!, {reference: {...reference, machine: false}})
    },
  },
  {
    name: 'the certificate ended yesterday',
    code: 'cert.expiry/expired',
    change(machine, {expired}) {
      machine.certificates = [expired]
    },
  },
  {
    name: 'the certificate begins tomorrow',
    code: 'cert.expiry/not-yet-valid',
    change(machine, {future}) {
      machine.certificates = [future]
    },
  },
  {
    name: 'the certificate is for servers',
    code: 'cert.eku/other',
    change(machine, {forServers}) {
      machine.certificates = [forServers]
    },
  },
  {
    name: 'the certificate is another tenant’s',
    code: 'cert.subject/other-tenant',
    change(machine, {ofAnotherTenant}) {
      machine.certificates = [ofAnotherTenant]
      setting(machine, 'CLIENT_CERT_IDENTIFIER', `CN=${anotherTenant}, OU=Microsoft NPS Extension`)
    },
  },
  {
    name: 'there is no certificate',
    code: 'cert.present/none',
    change(machine) {
      machine.certificates = []
    },
  },
  {
    name: 'of two certificates that match, the service may not read the key of one',
    code: 'cert.selected/ambiguous',
    change(machine, {second}) {
      machine.certificates.push(withDacl(second, `D:${owners}`))
    },
  },
  {
    name: 'the identifier names a certificate that is gone',
    code: 'cert.selected/stale',
    change(machine) {
      setting(machine, 'CLIENT_CERT_IDENTIFIER', '0123456789ABCDEF0123456789ABCDEF01234567')
    },
  },
  {
    name: 'the identifier is a thumbprint, which the old version does not understand',
    code: 'cert.selected/form',
    beside: ['extension.version/old'],
    change(machine) {
      setting(machine, 'CLIENT_CERT_IDENTIFIER', sha1(machine.certificates[0]!.certificate))
      for (const name of ['MfaNpsAuthnExt.dll', 'MfaNpsAuthzExt.dll'])
        machine.files[`${extensions}\\${name}`]!.version = '1.0.1.40'
    },
  },
]
