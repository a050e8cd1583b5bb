import {causesAt} from '../cause.ts'

/** The extension's way to its token, apart from certificate and network. */
export const tokenCauses = causesAt('token', {
  SP_DISABLED: {
    cause: 'The application “Azure Multi-Factor Auth Client” (or its Connector) is disabled in the tenant.',
    scope: 'many',
    owner: 'tenant',
    do: [
      'In Entra, under Enterprise applications, clear the filter on application type.',
      'Set “Enabled for users to sign-in?” to Yes for “Azure Multi-Factor Auth Client” and for “…Connector”.',
    ],
    confirm: ['tenant.client-principal', 'tenant.connector-principal'],
    said: [
      [
        /\b(?:multi-?factor auth client|981f26a1|1f5530b3|multi-?factor auth connector)/i,
        /\b(?:disabled|no|off|enabled for users)\b/i,
      ],
      [
        /\b(?:enterprise app(?:lication)?s?|service principals?)\b/i,
        /\b(?:disabled|accountEnabled|enabled for users to sign|hidden)\b/i,
      ],
    ],
  },
  SP_MISSING: {
    cause: 'The application “Azure Multi-Factor Auth Client” is not in the tenant.',
    scope: 'many',
    owner: 'tenant',
    do: [
      'Create it: New-MgServicePrincipal -AppId 981f26a1-7f43-403b-a875-f8b09b8cd720.',
      'Enable its sign-in, and run npsmfa setup, or the setup script again.',
    ],
    confirm: ['tenant.client-principal', 'tenant.connector-principal', 'tenant.licences'],
    said: [
      [/\bservice principals?\b/i, /\b(?:not found|does not exist|was not found|missing|absent|create)\b/i],
      [/\bNew-(?:Mg|MsolS|AzureADS)\w{0,4}ervicePrincipal\b/i],
    ],
  },
  LICENCE: {
    cause: 'The tenant’s MFA licences do not carry the NPS extension: consumption-based providers do not.',
    scope: 'many',
    owner: 'tenant',
    do: ['Assign Entra ID P1 or P2, or a plan that holds it.'],
    confirm: ['tenant.licences', 'user.licence'],
    said: [
      [
        /\bconsumption\b|\bper[- ](?:user|authentication) (?:provider|licen[cs]\w{1,3}|billing)\b|\bauthentication provider\b/i,
        /\bmfa\b|\bextension\b|\blicen/i,
      ],
      [
        /\blicen[cs]es?\b/i,
        /\b(?:without|missing|required|incompatible|not compatible|no|lapsed|p1|p2|ems)\b/i,
        /\bmfa\b|\bextension\b|\btenant\b/i,
      ],
    ],
  },
  TENANT_INACTIVE: {
    cause:
      'The tenant is no longer active for MFA (a subscription has lapsed), or the certificate names another tenant.',
    scope: 'many',
    owner: 'tenant',
    do: ['Reactivate the subscription.', 'Compare the CN of the extension’s certificate with TENANT_ID.'],
    confirm: ['tenant.licences', 'tenant.client-principal', 'cert.subject'],
    said: [
      [/\btenant is no longer visible as active\b/i],
      [/\b(?:subscription|tenant)\b/i, /\b(?:lapsed|inactive|no longer active|expired|suspended)\b/i],
    ],
  },
  TENANT_BLOCKED: {
    cause: 'Microsoft has blocked the tenant.',
    scope: 'many',
    owner: 'tenant',
    do: ['Open a case with Microsoft, with the tenant’s id.'],
    confirm: ['tenant.exists'],
    said: [
      [/\btenant (?:is |was |has been |got )?blocked\b/i],
      [/\btenant\b/i, /\bis blocked\b|\bhas been blocked\b/i],
    ],
  },
  TENANT_ID_FORMAT: {
    cause: 'TENANT_ID in the registry is not the tenant’s plain GUID.',
    scope: 'many',
    owner: 'server',
    do: ['Write the GUID alone into TENANT_ID: no name, braces or blanks.', 'Restart NPS.'],
    confirm: ['registry.values'],
    said: [[/\btenant_?id\b/i, /\b(?:format|malformed|guid|braces|blank|space)\b/i]],
  },
  WRONG_TENANT: {
    cause:
      'The setup script registered the certificate in another tenant: the home tenant of whoever ran it.',
    scope: 'many',
    owner: 'tenant',
    do: ['Run the script with an account of the target tenant, or name the tenant explicitly.'],
    confirm: ['cert.subject', 'tenant.associated'],
    said: [
      [
        /\b(?:wrong|home|another|different|other) tenant\b/i,
        /\b(?:admin\w{0,9}|account|sign-?in|signed|script|guest|registered|added|landed)\b/i,
      ],
    ],
  },
  SOVEREIGN_CLOUD: {
    cause:
      'Extension and tenant are in different clouds: STS_URL and the two host values must fit the tenant’s cloud.',
    scope: 'many',
    owner: 'server',
    do: [
      'Set STS_URL, AZURE_MFA_HOSTNAME and AZURE_MFA_RESOURCE_HOSTNAME as one set for the tenant’s cloud (GCC without High is the public one).',
      'Run npsmfa setup, or the setup script for that cloud, and restart NPS.',
    ],
    confirm: ['tenant.cloud', 'registry.cloud'],
    said: [
      [
        /\b(?:mooncake|21 ?vianet|azure china|gcc(?:[ -]high)?|us ?gov\w{0,7}|government cloud|sovereign|national cloud|dod)\b/i,
      ],
      [
        /\bauth\.microsoft\.(?:us|cn)\b|\bmicrosoftonline\.us\b|\bchinacloudapi\b|\bwindowsazure\.(?:us|cn)\b/i,
      ],
    ],
  },
  REGISTRY_KEY_MISSING: {
    cause: 'A registry value that the extension needs is missing.',
    scope: 'many',
    owner: 'server',
    do: [
      'Run npsmfa setup, or the setup script again, or put the value back under HKLM\\SOFTWARE\\Microsoft\\AzureMfa.',
      'Restart NPS.',
    ],
    confirm: ['registry.values', 'registry.cloud'],
    said: [
      [
        /\b(?:SOFTWARE\\+Microsoft\\+AzureMfa|registry (?:value|entry|key))\b/i,
        /\b(?:missing|absent|not found|empty)\b/i,
      ],
    ],
  },
  VERSION_RETIRED: {
    cause: 'This version of the extension is too old for the MFA service.',
    scope: 'many',
    owner: 'server',
    do: ['Uninstall the extension, install the current one, restart NPS.'],
    confirm: ['extension.version'],
    said: [[/\b(?:api )?version\b/i, /\b(?:not supported|retired|no longer supported|too old)\b/i]],
  },
  SERVICE_SIDE: {
    cause: 'Microsoft’s service had an error of its own.',
    scope: 'many',
    owner: 'tenant',
    do: [
      'Try again; look at the service health of the tenant.',
      'If it stays, open a case with CID, time and Trace ID.',
    ],
    confirm: ['token.acquired', 'endpoints.mfa-service'],
    said: [[/\b(?:service health|outage|incident)\b/i, /\b(?:azure|entra|microsoft|mfa service)\b/i]],
  },
})
