import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** Installing and registering, and tools that look at it. */
export const setupCauses = causesAt('service', {
  SETUP_TLS: {
    cause:
      'The PowerShell session does not speak TLS 1.2, so the script can neither load its modules nor sign in.',
    scope: 'many',
    owner: 'server',
    do: [
      'Before the script run: [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12.',
      'Set SchUseStrongCrypto so that it stays so.',
    ],
    confirm: ['host.dotnet-tls'],
    said: [
      [/\bconnection to azure failed\b/i, /\bskipped all tests?\b/i],
      [w.tls, /\b(?:psgallery|powershell|install-module|nuget|session|script|modules?)\b/i],
      [
        /\bunable to (?:download|resolve package source|find repository)\b/i,
        /\b(?:nuget|psgallery|powershellgallery)\b/i,
      ],
    ],
  },
  SETUP_NET: {
    cause: 'The setup script cannot reach the hosts that it loads its modules from.',
    scope: 'many',
    owner: 'network',
    do: ['Load the modules elsewhere and bring them along, or open the set-up hosts while the script runs.'],
    confirm: ['endpoints.graph', 'endpoints.login'],
    said: [
      [w.setup, /\bdownloads?\b/i, /\bmodules?\b/i, /\b(?:hosts?|internet|fail\w{0,3}|needs|offline)\b/i],
      [
        /\b(?:psgallery|nuget|onegetcdn|powershellgallery|aadcdn)\b/i,
        /\b(?:block\w{0,3}|limited|no internet|restricted|unreachable|offline|firewall)\b/i,
      ],
      [/\b(?:limited|no|restricted|without) (?:internet|access to the internet)\b/i, w.setup],
    ],
  },
  SETUP_SIGNIN: {
    cause: 'The script’s sign-in window is blocked, as by Internet Explorer’s enhanced security.',
    scope: 'many',
    owner: 'server',
    do: ['Turn IE enhanced security off for the run, or sign in with a device code.'],
    confirm: ['endpoints.login'],
    said: [
      [/\benhanced security\b|\bie ?esc\b/i],
      [
        /\bsign-?in (?:window|dialog|page)\b|\blog-?in (?:window|page)\b/i,
        /\b(?:block\w{0,3}|blank|javascript|does not|empty)\b/i,
      ],
    ],
  },
  SETUP_MSOL_RETIRED: {
    cause: 'The MSOnline and AzureAD modules are retired, and old guides and scripts need them.',
    scope: 'many',
    owner: 'server',
    do: ['Use the current installer and Microsoft Graph PowerShell.'],
    confirm: ['extension.version'],
    said: [
      [/\b(?:Connect|Get|New|Set|Remove)-(?:Msol|AzureAD)\w{2,40}\b/i, /./],
      [/\bMSOnline\b|\bOnline\.Administration\.Automation\b/i],
    ],
  },
  SETUP_SCRIPT_BUG: {
    cause:
      'An old setup script has a misspelt variable and on error empties the machine’s whole certificate store.',
    scope: 'many',
    owner: 'server',
    do: ['Never run that version; restore the certificates from a backup.'],
    confirm: ['cert.present', 'extension.version'],
    said: [
      [/\bthumprint\b/i],
      [
        /\b(?:all|every) certificates?\b/i,
        /\b(?:vanish\w{0,2}|deleted|gone|removed|disappear\w{0,2}|empt\w{1,3})\b/i,
      ],
    ],
  },
  TOOL_FALSE_NEGATIVE: {
    cause: 'The troubleshooter expects old values or reads a stale page: a red line of it on a sound server.',
    scope: 'many',
    owner: 'server',
    do: ['Compare with what the running version sets: npsmfa check registry extension.'],
    confirm: ['registry.cloud', 'registry.values', 'extension.version', 'tenant.client-principal'],
    said: [
      [/\b(?:scrap\w{1,3}|stale|old) (?:a |the )?(?:stale )?(?:download )?page\b/i],
      [/\bother mfa reg\w{1,9}\b/i],
      [
        w.tool,
        /\b(?:latest version|wrong|false|outdated|not latest|version|spn|missing|red)\b/i,
        /\b(?:test failed|fail\w{0,3}|although|green|healthy|new(?:est)?|page)\b/i,
      ],
    ],
  },
  TOOL_TRUST: {
    cause: 'The troubleshooter’s own description and script do not belong together.',
    scope: 'many',
    owner: 'server',
    do: ['Use another tool.'],
    confirm: ['extension.version'],
    said: [
      [/\bazuremfahealthcheck\b/i],
      [/\b(?:readme|description)\b/i, /\b(?:script|tool)\b/i, /\b(?:does not exist|different|wrong)\b/i],
    ],
  },
  DOC_CONFUSION: {
    cause: 'Nothing needs to be open from the internet to the NPS server: it asks, outbound on 443.',
    scope: 'many',
    owner: 'network',
    do: ['Open TCP 443 outbound only.'],
    confirm: ['endpoints.login', 'endpoints.mfa-service'],
    said: [[/\binbound\b|\bbi-?directional\w{0,2}\b|\buninitiated\b/i]],
  },
})
