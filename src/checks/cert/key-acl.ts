import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {privateKeys} from '../../facts/private-keys.ts'

const managed =
  'In certlm.msc, under Personal → Certificates, right-click the certificate, choose All Tasks → Manage Private Keys, and'
/** The same for both kinds of key: CryptoAPI and CNG keep their files in different folders. */
const keyFile = [
  "$key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey((Get-Item ('Cert:\\LocalMachine\\My\\' + {sha1})))",
  '$file = @("RSA\\MachineKeys\\$($key.CspKeyContainerInfo.UniqueKeyContainerName)", "Keys\\$($key.Key.UniqueName)")[[int][bool]$key.Key]',
] as const

export default defineCheck({
  id: 'cert.key-acl',
  title: 'NPS may read the certificate’s private key',
  needs: {certificate: extensionCertificate, keys: privateKeys},
  after: ['cert.present', 'cert.selected', 'cert.key', 'service.running'],
  outcomes: {
    granted: pass('{account}, the account of NPS, may read the private key of {sha1} by {grant}.'),
    denied: fail(
      '{account}, the account of NPS, may not read the private key of {sha1}: no entry of its access list lets it. Every sign-in that needs MFA fails.',
      {
        do: [`${managed} give {account} Read.`, 'Restart NPS.'],
        run: ['npsmfa repair cert.key-acl/denied --apply'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    'denied-by-entry': fail(
      '{account}, the account of NPS, may not read the private key of {sha1}: the entry {entry} of its access list forbids it. Every sign-in that needs MFA fails.',
      {
        do: [`${managed} remove the entry that denies.`, 'Give {account} Read there, and restart NPS.'],
        run: [...keyFile, 'icacls "$env:ProgramData\\Microsoft\\Crypto\\$file"'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    refused: fail(
      'Windows refuses the private key of {sha1} to {account}, the account of NPS itself ({detail}): every sign-in that needs MFA fails.',
      {
        do: [`${managed} give {account} Read.`, 'Restart NPS.'],
        owner: 'server',
        disrupts: 'nps-restart',
      },
    ),
    'no-list': unknown(
      'The private key of {sha1} is kept by “{provider}”, which has no access list to read, so whether the account of NPS may use it could not be told.',
      {
        do: ['Run npsmfa as the account of NPS; if it then signs (cert.key), all is well.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'no-service': unknown(
      'Which account NPS runs as is not known, or Windows could not look it up (service.account), so whether it may read the private key of {sha1} could not be told.',
      {
        do: ['Check that the service Network Policy Server (IAS) is installed on this server.'],
        run: ['sc.exe qc IAS'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    undetermined: unknown(
      'Whether the account of NPS may read the private key of {sha1} could not be told ({detail}).',
      {
        do: ['Run npsmfa as administrator of this server, from an elevated prompt.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'no-key': skip('The certificate {sha1} has no private key here.'),
  },
  judge({certificate: {sha1, hasPrivateKey}, keys: {keys, service, by}}, say) {
    const key = keys.find((candidate) => candidate.sha1 === sha1)
    if (!hasPrivateKey) return say('no-key', {sha1})
    if (!key) return say('undetermined', {sha1, detail: 'Windows was not heard about it'})
    if (!service) return say('no-service', {sha1})
    const {account} = service
    const entry = key.decidedBy
    if (key.right === 'granted')
      return say('granted', {
        sha1,
        account,
        grant: entry ? `the entry ${entry}` : 'having no access list at all',
      })
    if (key.right === 'denied' && entry) return say('denied-by-entry', {sha1, account, entry})
    if (key.right === 'denied') return say('denied', {sha1, account})
    const detail = key.notOpened?.detail
    if (by.isService && key.notOpened?.why === 'denied')
      return say('refused', {sha1, account, detail: detail ?? ''})
    if (key.opened && key.opened.sddl === null) return say('no-list', {sha1, provider: key.opened.provider})
    return say('undetermined', {sha1, detail: detail ?? 'the access list does not tell'})
  },
})
