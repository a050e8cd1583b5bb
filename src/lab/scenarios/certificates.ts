import type {LabState, Scenario} from '../state.ts'
import {replaceCertificate} from './certificate-state.ts'

const provider = 'Microsoft Enhanced RSA and AES Cryptographic Provider'
const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day)

/** The access list of the key: who owns it, and the entries for anybody else. */
function access({server}: LabState, entries: string): void {
  const [entry] = server.certificates
  if (!entry) return
  const sddl = `D:PAI${entries}(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)`
  entry.facts = {api: 'CAPI', provider, exportable: false, sddl}
}

/** What can be wrong with the extension’s certificate and its key. */
export const certificates: readonly Scenario[] = [
  {
    name: 'certificate-missing',
    about: 'Somebody deleted the extension’s certificate from the server.',
    code: 'cert.present/none',
    exit: 1,
    change(state) {
      state.server.certificates = []
    },
  },
  {
    name: 'certificate-expired',
    about: 'The certificate ended a week ago, two years after the script was run.',
    code: 'cert.expiry/expired',
    exit: 1,
    change: (state, make) => replaceCertificate(state, make, {notBefore: inDays(-737), notAfter: inDays(-7)}),
  },
  {
    name: 'certificate-not-yet-valid',
    about: 'The certificate was issued for a time that begins tomorrow.',
    code: 'cert.expiry/not-yet-valid',
    exit: 1,
    change: (state, make) => replaceCertificate(state, make, {notBefore: inDays(1)}),
  },
  {
    name: 'certificate-ends-soon',
    about: 'Sign-ins work, but the certificate ends in twelve days, and nothing renews it.',
    code: 'cert.expiry/ends-soon',
    exit: 0,
    change: (state, make) => replaceCertificate(state, make, {notBefore: inDays(-718), notAfter: inDays(12)}),
  },
  {
    name: 'certificate-keyless',
    about: 'The certificate was copied from another server as a .cer file, without its key.',
    code: 'cert.key/keyless',
    exit: 1,
    change({server}) {
      for (const entry of server.certificates) entry.key = null
    },
  },
  {
    name: 'key-gone',
    about: 'The certificate names a key container that was not restored with the server.',
    code: 'cert.key/missing',
    exit: 1,
    change({server}) {
      const container = '{5d0c4b1e-7f3a-4c28-9e61-20b7a8d4f935}'
      const reference = {container, provider, providerType: 24, keySpec: 1, machine: true}
      for (const entry of server.certificates) Object.assign(entry, {key: null, reference})
    },
  },
  {
    name: 'certificate-other-key',
    about: 'The certificate on the server points to the private key of another one.',
    code: 'cert.key/other-key',
    exit: 1,
    async change({server}, make) {
      const {key} = await make.extensionCertificate()
      for (const entry of server.certificates) entry.key = key
    },
  },
  {
    name: 'certificate-small-key',
    about: 'Sign-ins work, but the certificate’s key has 1024 bits only.',
    code: 'cert.key/weak',
    exit: 0,
    change: (state, make) => replaceCertificate(state, make, {bits: 1024}),
  },
  {
    name: 'certificate-for-servers',
    about: 'The certificate comes from a template for web servers, and is of no use for clients.',
    code: 'cert.eku/other',
    exit: 1,
    change: (state, make) => replaceCertificate(state, make, {forServers: true}),
  },
  {
    name: 'key-unreadable',
    about: 'The script could not give NETWORK SERVICE the right to read the private key.',
    code: 'cert.key-acl/denied',
    exit: 1,
    change: (state) => access(state, ''),
  },
  {
    name: 'key-denied',
    about: 'A hardening script denies the private key to all services; NETWORK SERVICE is among them.',
    code: 'cert.key-acl/denied-by-entry',
    exit: 1,
    change: (state) => access(state, '(D;;GA;;;SU)(A;;0x80120089;;;NS)'),
  },
]
