import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {StepWords} from '../../src/changes/change.ts'
import {changeOf, kinds} from '../../src/changes/kinds.ts'
import {disruptions} from '../../src/render/cause-words.ts'
import {apiNames} from './api-names.ts'

const client = {appId: '981f26a1-7f43-403b-a875-f8b09b8cd720', name: 'Azure Multi-Factor Auth Client'}
const thumbprint = '8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2'
const account = 'NT AUTHORITY\\NetworkService'
const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
const step = {step: 'certificate'}

/** Each kind of change, as it is told before it is done: what it is about, what is there now, and the whole text. */
const plans: readonly [kind: string, args: unknown, now: unknown, text: string][] = [
  [
    'container-key',
    {container: 'npsmfa-1', bits: 2048, sddl: '', account},
    {publicKey: null},
    `Make a private key of 2048 bits on this server
  now       there is none of its own
  then      a key of the machine that cannot be exported, and that NT AUTHORITY\\NetworkService may read from its first moment
  undone    Delete that key again
  disrupts  nothing`,
  ],
  [
    'made-certificate',
    {key: 'key', container: 'npsmfa-1', subject: {OU: 'Microsoft NPS Extension', CN: tenant}, days: 730},
    null,
    `Make the certificate over that key
  now       there is none
  then      self-signed, CN=3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60, OU=Microsoft NPS Extension, valid for 730 days
  undone    Forget the certificate
  disrupts  nothing`,
  ],
  [
    'present-certificate',
    {thumbprint},
    {pem: ''},
    `Take the certificate 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 of LocalMachine\\My
  now       it is there
  then      it stays as it is; the next steps work with it
  undone    Nothing is to be undone of that
  disrupts  nothing`,
  ],
  [
    'registered-key',
    {appId: client.appId, certificate: step, prover: null},
    {own: [], others: ['a']},
    `Register the certificate on “Azure Multi-Factor Auth Client”
  now       the service principal has 1 key, not this one
  then      one key more. Microsoft Graph takes the whole list at once: it is read, written and watched, and what somebody else’s write drops meanwhile is put back and told; a writer slower than that watch could still be overwritten
  undone    Take that one key off again
  disrupts  nothing`,
  ],
  [
    'registered-key',
    {appId: client.appId, certificate: step, prover: thumbprint},
    {own: [], others: ['a', 'b']},
    `Register the certificate on “Azure Multi-Factor Auth Client”
  now       the service principal has 2 keys, not this one
  then      one key more, added by proof of the present one, so that no other key is touched
  undone    Take that one key off again
  disrupts  nothing`,
  ],
  [
    'proven-token',
    {certificate: step},
    null,
    `Prove the key: get a token with it
  now       nobody has signed in with it yet
  then      the token service has taken it; nothing else changes before that
  undone    Nothing is to be undone of that
  disrupts  nothing`,
  ],
  [
    'stored-certificate',
    {certificate: step, container: 'npsmfa-1'},
    {stored: false},
    `Put the certificate into LocalMachine\\My
  now       it is not there
  then      it is there with its key; the extension may pick it from now on
  undone    Take that certificate out of LocalMachine\\My again
  disrupts  nothing`,
  ],
  [
    'certificate-identifier',
    {certificate: step, by: 'thumbprint', subject: ''},
    {identifier: null},
    `Let the extension use it (CLIENT_CERT_IDENTIFIER)
  now       CLIENT_CERT_IDENTIFIER is absent
  then      CLIENT_CERT_IDENTIFIER is the thumbprint of the new certificate
  undone    Take CLIENT_CERT_IDENTIFIER away again
  disrupts  nothing`,
  ],
  [
    'certificate-identifier',
    {certificate: step, by: 'subject', subject: `CN=${tenant}, OU=Microsoft NPS Extension`},
    {identifier: thumbprint},
    `Let the extension use it (CLIENT_CERT_IDENTIFIER)
  now       CLIENT_CERT_IDENTIFIER is 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2
  then      CLIENT_CERT_IDENTIFIER is CN=3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60, OU=Microsoft NPS Extension
  undone    Set CLIENT_CERT_IDENTIFIER to 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 again
  disrupts  nothing`,
  ],
  [
    'key-reader',
    {thumbprint, sid: 'S-1-5-20', account},
    {sddl: 'D:P(A;;FA;;;SY)(A;;FA;;;BA)'},
    `Let NT AUTHORITY\\NetworkService read the private key of 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2
  now       its access list is D:P(A;;FA;;;SY)(A;;FA;;;BA)
  then      the same entries and one more, which lets it read
  undone    Take that entry out of the access list again
  disrupts  nothing
  > $key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey((Get-Item 'Cert:\\LocalMachine\\My\\8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2'))
  > $file = @("RSA\\MachineKeys\\$($key.CspKeyContainerInfo.UniqueKeyContainerName)", "Keys\\$($key.Key.UniqueName)")[[int][bool]$key.Key]
  > icacls "$env:ProgramData\\Microsoft\\Crypto\\$file" /grant '*S-1-5-20:R'`,
  ],
  [
    'registry-value',
    {
      path: 'SOFTWARE\\Microsoft\\AzureMfa',
      name: 'REQUIRE_USER_MATCH',
      type: 'REG_SZ',
      data: 'TRUE',
      effect: 'whoever has not registered a second factor is kept out from then on',
    },
    {name: 'REQUIRE_USER_MATCH', type: 'REG_SZ', data: 'FALSE'},
    `Set the registry value REQUIRE_USER_MATCH
  now       HKLM\\SOFTWARE\\Microsoft\\AzureMfa, REQUIRE_USER_MATCH: “FALSE” (REG_SZ)
  then      “TRUE” (REG_SZ); whoever has not registered a second factor is kept out from then on
  undone    Set REQUIRE_USER_MATCH to “FALSE” (REG_SZ) again
  disrupts  nothing
  > New-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\AzureMfa' REQUIRE_USER_MATCH -PropertyType String -Value 'TRUE' -Force`,
  ],
  [
    'registry-value',
    {path: 'SOFTWARE\\Microsoft\\AzureMfa', name: 'CLIENT_ID', type: 'REG_SZ', data: client.appId},
    null,
    `Set the registry value CLIENT_ID
  now       HKLM\\SOFTWARE\\Microsoft\\AzureMfa, CLIENT_ID: absent
  then      “981f26a1-7f43-403b-a875-f8b09b8cd720” (REG_SZ)
  undone    Take CLIENT_ID away again
  disrupts  nothing
  > New-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\AzureMfa' CLIENT_ID -PropertyType String -Value '981f26a1-7f43-403b-a875-f8b09b8cd720' -Force`,
  ],
  [
    'listed-dll',
    {
      list: 'AuthorizationDLLs',
      path: 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll',
    },
    {name: 'AuthorizationDLLs', type: 'REG_MULTI_SZ', data: ['C:\\O’Neil\\Radius.dll']},
    `Let NPS load C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll
  now       AuthorizationDLLs: “C:\\O’Neil\\Radius.dll” (REG_MULTI_SZ)
  then      AuthorizationDLLs: “C:\\O’Neil\\Radius.dll”, “C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll” (REG_MULTI_SZ). NPS loads it from its next start on. The file is looked for first: with one that is not there NPS would not start
  undone    Set AuthorizationDLLs to “C:\\O’Neil\\Radius.dll” (REG_MULTI_SZ) again
  disrupts  nothing
  > New-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters' AuthorizationDLLs -PropertyType MultiString -Value @('C:\\O’’Neil\\Radius.dll', 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll') -Force`,
  ],
  [
    'removed-certificate',
    {thumbprint, ended: '2026-10-04T08:00:00Z'},
    {pem: '', key: null},
    `Remove the ended certificate 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 from LocalMachine\\My
  now       it is there, and ended on 2026-10-04
  then      it is gone; its private key stays
  undone    Put the certificate 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 back
  disrupts  nothing
  > Remove-Item Cert:\\LocalMachine\\My\\8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2`,
  ],
  [
    'removed-tenant-key',
    {...client, keyId: '', sha1: thumbprint, ended: '2026-10-04T08:00:00Z', prover: null},
    {present: true},
    `Take the ended key 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 off “Azure Multi-Factor Auth Client”
  now       it is registered, and ended on 2026-10-04
  then      it is gone; all other keys stay
  undone    Leave the ended key 8C1F0DA2B54E7793C6A1D0F3B2E4958677A0C1D2 off, which is of no use: Microsoft Graph takes it no more
  disrupts  nothing`,
  ],
  [
    'principal-created',
    client,
    {present: false},
    `Create the service principal of “Azure Multi-Factor Auth Client”
  now       it is not in the tenant
  then      it is in the tenant
  undone    Leave the service principal of “Azure Multi-Factor Auth Client”, which does no harm
  disrupts  nothing
  > New-MgServicePrincipal -AppId 981f26a1-7f43-403b-a875-f8b09b8cd720`,
  ],
  [
    'principal-enabled',
    client,
    {enabled: false},
    `Enable “Azure Multi-Factor Auth Client” for sign-in
  now       users may not sign in to it
  then      it is enabled, and the extension may get tokens
  undone    Leave “Azure Multi-Factor Auth Client” enabled: disabled, it keeps every NPS server of the tenant from working
  disrupts  nothing
  > Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal -Filter "appId eq '981f26a1-7f43-403b-a875-f8b09b8cd720'").Id -AccountEnabled`,
  ],
  [
    'start-type',
    {service: 'IAS', startType: 'automatic'},
    {startType: 'disabled'},
    `Set the start type of the service IAS to automatic
  now       its start type is disabled
  then      its start type is automatic
  undone    Set the start type of IAS to disabled again
  disrupts  nothing
  > Set-Service IAS -StartupType Automatic`,
  ],
  [
    'service-running',
    {service: 'IAS'},
    {state: 'stopped'},
    `Start the service IAS
  now       it is stopped
  then      it runs
  undone    Stop the service IAS again
  disrupts  nothing
  > Start-Service IAS`,
  ],
  [
    'sid-type',
    {service: 'IAS', sidType: 'unrestricted'},
    {sidType: 'none'},
    `Give the service IAS a SID of its own (unrestricted)
  now       its SID type is none
  then      its SID type is unrestricted; that takes effect when the server restarts, which stays to be done
  undone    Set the SID type of IAS to none again
  disrupts  nothing
  > sc.exe sidtype IAS unrestricted`,
  ],
  [
    'restart-nps',
    null,
    {state: 'running', startedAt: null, dependents: []},
    `Restart NPS
  now       the service IAS is running
  then      it runs with what was changed
  undone    Restart NPS once more
  disrupts  NPS restarts: sign-ins pause for some seconds
  > Restart-Service IAS -Force`,
  ],
  [
    'restart-nps',
    null,
    {state: 'stopped', startedAt: null, dependents: []},
    `Start NPS
  now       the service IAS is stopped
  then      it runs with what was changed
  undone    Stop NPS again
  disrupts  NPS restarts: sign-ins pause for some seconds
  > Restart-Service IAS -Force`,
  ],
]

const told = ({what, now, then, undo, byHand, disrupts}: StepWords): string =>
  [
    what,
    `  now       ${now}`,
    `  then      ${then}`,
    `  undone    ${undo}`,
    `  disrupts  ${disruptions[disrupts]}`,
    ...byHand.map((line) => `  > ${line}`),
  ].join('\n')

describe('a plan says what is now, what will be, what it disrupts and how it is undone', () => {
  for (const [kind, args, now, text] of plans)
    it(kind, () => {
      const words = changeOf(kind).words(args, now)
      assert.equal(told(words), text)
      assert.doesNotMatch([words.what, words.now, words.then, words.undo].join('\n'), apiNames)
    })

  it('every kind of change is here', () => {
    assert.deepEqual([...new Set(plans.map(([kind]) => kind))].toSorted(), [...kinds.keys()].toSorted())
  })
})
