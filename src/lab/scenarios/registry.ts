import {azureMfaKey} from '../../catalogue/apps.ts'
import {clouds} from '../../catalogue/clouds.ts'
import {cloudHosts} from '../healthy/hosts.ts'
import type {LabState, Scenario} from '../state.ts'
import {registry as set} from './change.ts'
import {moveExtension, removeValue} from './extension-state.ts'
import {setRegistry} from './windows.ts'

/** A single value that somebody got wrong. */
const slip = (
  name: string,
  about: string,
  code: string | null,
  exit: Scenario['exit'],
  ...values: [string, string][]
): Scenario => ({
  name,
  about,
  code,
  exit,
  change(state) {
    for (const [value, data] of values) set(state, value, data)
  },
})

function inGovernmentCloud(state: LabState): void {
  const {stsUrl, mfaHost} = clouds.usgov
  Object.assign(state.tenant, {cloud: 'usgov', region: {scope: 'USGov', subScope: 'DODCON'}})
  const known = state.hosts.map(({name}) => name)
  state.hosts.push(...cloudHosts('usgov').filter(({name}) => !known.includes(name)))
  set(state, 'STS_URL', stsUrl)
  set(state, 'AZURE_MFA_HOSTNAME', mfaHost)
}

export const registry: readonly Scenario[] = [
  {
    name: 'tenant-id-in-braces',
    about: 'TENANT_ID was copied with braces around it.',
    code: 'registry.values/malformed',
    exit: 1,
    change: (state) => set(state, 'TENANT_ID', `{${state.tenant.id}}`),
  },
  {
    name: 'tenant-id-missing',
    about: 'The extension was installed, but its configuration script never ran to the end.',
    code: 'registry.values/missing',
    exit: 1,
    change(state) {
      removeValue(state, 'TENANT_ID')
      removeValue(state, 'CLIENT_CERT_IDENTIFIER')
    },
  },
  {
    name: 'value-of-other-type',
    about: 'A Group Policy wrote CLIENT_ID as a number.',
    code: 'registry.values/wrong-type',
    exit: 1,
    change: (state) => setRegistry(state, azureMfaKey, 'CLIENT_ID', 1),
  },
  slip('target-path-changed', 'Somebody shortened AZURE_MFA_TARGET_PATH.', 'registry.values/different', 1, [
    'AZURE_MFA_TARGET_PATH',
    'StrongAuthenticationService.svc',
  ]),
  {
    name: 'resource-left-public',
    about:
      'The tenant lives in the US Government cloud; the server was set up from older instructions with two values.',
    code: 'registry.cloud/mixed',
    exit: 1,
    change: inGovernmentCloud,
  },
  slip(
    'user-match-off',
    'People without a second factor were let in for the time of enrolment, which is long over.',
    'registry.require-user-match/bypass-unregistered',
    0,
    ['REQUIRE_USER_MATCH', 'FALSE'],
  ),
  slip(
    'user-match-lower-case',
    'REQUIRE_USER_MATCH was written in lower case, which is not honoured.',
    'registry.require-user-match/not-understood',
    0,
    ['REQUIRE_USER_MATCH', 'false'],
  ),
  slip(
    'ip-whitelist',
    'The users of two RADIUS clients skip the second factor.',
    'registry.ip-whitelist/listed',
    0,
    ['IP_WHITELIST', '192.0.2.61;192.0.2.62'],
  ),
  slip(
    'ip-whitelist-subnet',
    'Somebody wrote a subnet into IP_WHITELIST.',
    'registry.ip-whitelist/malformed',
    0,
    ['IP_WHITELIST', '192.0.2.0/24'],
  ),
  slip(
    'override-lower-case',
    'OVERRIDE_NUMBER_MATCHING_WITH_OTP was written in lower case.',
    'registry.otp-override/not-understood',
    0,
    ['OVERRIDE_NUMBER_MATCHING_WITH_OTP', 'false'],
  ),
  slip(
    'alternate-login-id-two',
    'Two attributes were written into LDAP_ALTERNATE_LOGINID_ATTRIBUTE.',
    'registry.alternate-login-id/attribute-malformed',
    1,
    ['LDAP_ALTERNATE_LOGINID_ATTRIBUTE', 'mail;userPrincipalName'],
  ),
  slip(
    'forests-with-blanks',
    'The forests were written with blanks between them.',
    'registry.alternate-login-id/forests-malformed',
    1,
    ['LDAP_ALTERNATE_LOGINID_ATTRIBUTE', 'mail'],
    ['LDAP_LOOKUP_FORESTS', 'ad.contoso.example fabrikam.example'],
  ),
  slip(
    'installed-before-2019',
    'Everything works: the hosts are those of years ago.',
    null,
    0,
    ['STS_URL', 'https://login.windows.net/'],
    ['AZURE_MFA_HOSTNAME', clouds.public.resourceHost],
  ),
  {
    name: 'registry-extras',
    about:
      'Everything works: somebody keeps a token beside the extension’s values, and believes in a time limit.',
    code: null,
    exit: 0,
    change(state) {
      setRegistry(state, azureMfaKey, 'AzureToken', 'eyJ0eXAiOiJKV1QifQ.c2VjcmV0.c2VjcmV0')
      setRegistry(state, azureMfaKey, 'ExtensionTimeOut', 60)
    },
  },
  {
    name: 'extension-elsewhere',
    about: 'Everything works: the extension is on another drive, and NPS loads another product, too.',
    code: null,
    exit: 0,
    change: moveExtension,
  },
]
