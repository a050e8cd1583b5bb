import {tenantId} from '../healthy/names.ts'
import {registered} from '../healthy/tenant.ts'
import type {LabState, Scenario} from '../state.ts'
import {addCertificate} from './certificate-state.ts'
import {registry} from './change.ts'

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day)
const formerTenant = '7d1b64e0-93c5-4f3e-8a27-0c9e51f2d6b8'

function version({server}: LabState, to: string): void {
  for (const [path, file] of Object.entries(server.files)) if (/MfaNps/.test(path)) file.version = to
  for (const {values} of Object.values(server.registry))
    for (const value of values) if (value.name === 'DisplayVersion') value.data = to
}

const thumbprintOf = ({server}: LabState) => registeredThumbprint(server.certificates[0]?.certificate ?? '')
const registeredThumbprint = (certificate: string) =>
  Buffer.from(registered(certificate).customKeyIdentifier ?? '', 'base64')
    .toString('hex')
    .toUpperCase()

/** What can be wrong with which certificate the extension takes. */
export const certificateChoice: readonly Scenario[] = [
  {
    name: 'certificate-identifier-stale',
    about: 'CLIENT_CERT_IDENTIFIER still names the certificate of the tenant before a merger.',
    code: 'cert.selected/stale',
    exit: 1,
    change: (state) =>
      registry(state, 'CLIENT_CERT_IDENTIFIER', `CN=${formerTenant}, OU=Microsoft NPS Extension`),
  },
  {
    name: 'certificate-other-tenant',
    about: 'The server still uses the certificate of the tenant before a merger.',
    code: 'cert.subject/other-tenant',
    exit: 1,
    async change(state, make) {
      const former = await make.extensionCertificate({tenantId: formerTenant})
      state.server.certificates = [former]
      registry(state, 'CLIENT_CERT_IDENTIFIER', `CN=${formerTenant}, OU=Microsoft NPS Extension`)
    },
  },
  {
    name: 'certificates-two-one-keyless',
    about: 'Two certificates of the same name are on the server, and one of them has no private key.',
    code: 'cert.selected/ambiguous',
    exit: 1,
    async change(state, make) {
      const other = await addCertificate(state, make, {notBefore: inDays(-60)})
      other.key = null
    },
  },
  {
    name: 'certificates-two-one-unregistered',
    about: 'The script was run again and its upload failed: the newer certificate is unknown to the tenant.',
    code: 'cert.selected/ambiguous',
    exit: 1,
    async change({server}, make) {
      server.certificates.push(await make.extensionCertificate({notBefore: inDays(-2)}))
    },
  },
  {
    name: 'certificates-two-good',
    about: 'Everything works: the certificate was renewed in time, and the former one is still good.',
    code: null,
    exit: 0,
    async change(state, make) {
      await addCertificate(state, make, {notBefore: inDays(-400)})
    },
  },
  {
    name: 'certificate-leftover',
    about: 'Sign-ins work; the expired certificate of the time before lies beside the one in use.',
    code: 'cert.duplicates/expired',
    exit: 0,
    async change({server}, make) {
      const former = {notBefore: inDays(-780), notAfter: inDays(-50)}
      server.certificates.push(await make.extensionCertificate(former))
    },
  },
  {
    name: 'certificate-by-thumbprint',
    about: 'Everything works: CLIENT_CERT_IDENTIFIER holds a thumbprint, which this version understands.',
    code: null,
    exit: 0,
    change: (state) => registry(state, 'CLIENT_CERT_IDENTIFIER', thumbprintOf(state).toLowerCase()),
  },
  {
    name: 'certificate-thumbprint-too-early',
    about:
      'CLIENT_CERT_IDENTIFIER holds a thumbprint, but this version finds certificates by their subject only.',
    code: 'cert.selected/form',
    exit: 1,
    change(state) {
      registry(state, 'CLIENT_CERT_IDENTIFIER', thumbprintOf(state))
      version(state, '1.2.2677.2')
    },
  },
  {
    name: 'certificate-loose-subject',
    about: 'Everything works: the subject in CLIENT_CERT_IDENTIFIER is written with other blanks and case.',
    code: null,
    exit: 0,
    change: (state) =>
      registry(state, 'CLIENT_CERT_IDENTIFIER', `ou = Microsoft NPS Extension,cn=${tenantId.toUpperCase()}`),
  },
]
