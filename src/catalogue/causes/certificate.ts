import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

const again = 'Run npsmfa setup on that server, or AzureMfaNpsExtnConfigSetup.ps1 again.'

/** The extension's certificate, on the server and in the tenant. */
export const certificateCauses = causesAt('token', {
  CERT_EXPIRED: {
    cause: 'The extension’s certificate has expired (it lives two years).',
    scope: 'many',
    owner: 'server',
    do: [
      again,
      'Delete the expired certificate, then its key at the application in Entra (npsmfa setup --prune).',
    ],
    confirm: ['cert.expiry', 'tenant.associated'],
    said: [
      [
        /\bcert(?:ificate)?s? (?:\w{1,12} ){0,10}(?:expired|expires?|ran out)\b|\b(?:expiry|expiration|NotAfter|end) (?:date )?of the .{0,30}cert|\bcert\w{0,8} expir\w{1,6}\b/i,
        /./,
      ],
      [/\bmatched certificate with azure mfa\b/i],
    ],
  },
  CERT_STALE_LOCAL: {
    cause:
      'An expired certificate of the extension still lies beside the good one, and the extension may pick it.',
    scope: 'many',
    owner: 'server',
    do: [
      'Delete the expired certificates of the extension from LocalMachine\\My (npsmfa repair cert.duplicates).',
      'Restart NPS.',
    ],
    confirm: ['cert.duplicates', 'cert.selected'],
    said: [
      [
        /\bexpired certificates?\b/i,
        /\b(?:can cause|cause issues|still|beside|same subject|starting|delete|old|another)\b/i,
      ],
    ],
  },
  CERT_STALE_KEYS: {
    cause: 'An old, expired key is still registered at the application; the extension does not use it.',
    scope: 'many',
    owner: 'tenant',
    do: ['Remove the expired key by its id, after making sure that no other NPS or AD FS server uses it.'],
    confirm: ['tenant.stale-keys'],
    said: [
      [
        /\b(?:keyCredentials?|keys?|certificates?)\b/i,
        /\b(?:expired|old|stale)\b/i,
        /\b(?:service principal|portal|app registration|enterprise app\w{0,10}|label|current)\b/i,
      ],
    ],
  },
  CERT_PAIR_MISMATCH: {
    cause: 'The certificate on the server is not the one that is registered in the tenant.',
    scope: 'many',
    owner: 'server',
    do: [
      'Keep only the certificate whose thumbprint is on both sides, delete the rest, restart NPS.',
      `If none is: ${again}`,
    ],
    confirm: ['tenant.associated', 'cert.selected', 'cert.duplicates'],
    said: [
      [
        /\b(?:multiple|several|many|duplicate|repeated|more than one|piled up)\b/i,
        w.certificate,
        /\b(?:local\w{0,2}|script|extension|run\w{0,1}|store)\b/i,
      ],
      [
        w.certificate,
        /\b(?:not registered|does not match|mismatch|not uploaded|thumbprint)\b/i,
        /\b(?:azure|entra|tenant|cloud|application)\b/i,
      ],
    ],
  },
  CERT_TENANT_MISMATCH: {
    cause:
      'What the extension signs does not fit the tenant: leftover keys, or TENANT_ID and certificate of different tenants.',
    scope: 'many',
    owner: 'server',
    do: [
      'Remove surplus keys at the application.',
      'Run npsmfa setup, or the setup script, with the right tenant id, one pair for each server.',
    ],
    confirm: ['cert.subject', 'tenant.associated', 'registry.values'],
    said: [[/\baudience claim does not match\b/i]],
  },
  CERT_MISSING: {
    cause:
      'The extension’s certificate is missing on the server, cannot be used, or is not registered in the tenant.',
    scope: 'many',
    owner: 'server',
    do: [again, 'See that NPS’ account may read the private key.'],
    confirm: ['cert.present', 'cert.key-acl', 'tenant.associated'],
    said: [
      [/\bclient certificate\b/i, /\bmissing\b|\bnot associated\b|\bnot installed\b/i],
      [
        /\bclient certificate\b|\bcertificate\b/i,
        /\b(?:is missing|not found|missing|deleted|no certificate)\b/i,
        /\b(?:extension|mfa|LocalMachine|store)\b/i,
      ],
    ],
  },
  CERT_NO_PRIVATE_KEY: {
    cause: 'The certificate is on the server without its private key: it was imported from a .cer file.',
    scope: 'many',
    owner: 'server',
    do: [`Do not copy certificates. ${again}`],
    confirm: ['cert.key'],
    said: [[w.privateKey, /\b(?:without|no|missing|HasPrivateKey|lacks?|imported|\.cer)\b/i, w.certificate]],
  },
  CERT_PRIVATE_KEY_ACL: {
    cause: 'NPS’ account (NETWORK SERVICE) may not read the certificate’s private key.',
    scope: 'many',
    owner: 'server',
    do: [
      'In certlm.msc, All Tasks, Manage Private Keys: give NETWORK SERVICE Read (npsmfa repair cert.key-acl).',
      'Restart NPS.',
    ],
    confirm: ['cert.key-acl', 'service.account'],
    said: [
      [w.privateKey, /\b(?:grant|access|read|acl|permission|denied|network service)\b/i],
      [/\bKeyset does not exist\b/i],
    ],
  },
  CERT_IDENTIFIER_FORM: {
    cause:
      'This build finds the certificate by its usual subject only, or CLIENT_CERT_IDENTIFIER has a form that it cannot read.',
    scope: 'many',
    owner: 'server',
    do: ['Update to 1.2.2893.1 or later, and write the thumbprint into CLIENT_CERT_IDENTIFIER.'],
    confirm: ['cert.selected', 'extension.version'],
    said: [
      [
        /\bby (?:its )?subject\b|\bsubject CN\b/i,
        w.certificate,
        /\b(?:finds?|find|builds?|version|thumbprint)\b/i,
      ],
      [/\bsubject(?: ?name)?\b/i, /\b(?:look-?up|lookup|convention|search)\b/i, w.certificate],
      [/\bCLIENT_CERT_IDENTIFIER\b/i, /\b(?:thumbprint|subject|form|format)\b/i],
    ],
  },
})
