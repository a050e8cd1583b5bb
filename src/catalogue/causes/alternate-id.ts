import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** The cloud name in another attribute (LDAP_ALTERNATE_LOGINID_ATTRIBUTE). */
export const alternateIdCauses = causesAt('look-up', {
  ALTID_SID: {
    cause: 'The account was not found in Active Directory by its SID: deleted, or of another forest.',
    scope: 'one',
    owner: 'server',
    do: ['Look for the account and for the trust to its forest.'],
    confirm: ['user.in-ad', 'registry.alternate-login-id'],
    said: [
      [/\bby (?:its )?sid\b|\bsid look-?up\b/i, /\bnot found\b|\bfail\w{0,3}\b/i, /\buser\b/i],
      [/\buserObjectSid\b|\bobjectSid\b/i, /\bfail\w{0,3}\b|\bnot found\b/i],
    ],
  },
  ALTID_LOOKUP: {
    cause:
      'The alternate ID cannot be looked up: the attribute or the list of forests is wrong, or the global catalog lacks it.',
    scope: 'many',
    owner: 'server',
    do: [
      'Correct the name of the attribute; part forests by semicolons.',
      'Replicate the attribute to the global catalog, or turn LDAP_FORCE_GLOBAL_CATALOG off.',
    ],
    confirm: ['registry.alternate-login-id'],
    said: [[w.alternate, /\blook-?up failed\b/i], [/\bLDAP_FORCE_GLOBAL_CATALOG\b|\bLDAP_LOOKUP_FORESTS\b/i]],
  },
  ALTID_EMPTY: {
    cause: 'The attribute that is the alternate ID is empty for this user.',
    scope: 'one',
    owner: 'server',
    do: ['Fill the attribute, and synchronise.'],
    confirm: ['user.same-person'],
    said: [
      [/\battribute\b/i, /\b(?:is |value is )?(?:empty|blank|not filled)\b/i],
      [w.alternate, /\b(?:value )?(?:is )?empty\b/i],
    ],
  },
  ALTID_SEMANTICS: {
    cause: 'The alternate ID’s value is not the user’s name in Entra; an e-mail address is not enough.',
    scope: 'many',
    owner: 'server',
    do: ['Choose an attribute whose value equals userPrincipalName in Entra.'],
    confirm: ['user.same-person', 'registry.alternate-login-id'],
    said: [
      [/\balternat(?:e|ive)\b|\battribute['’]?s? value\b/i, /\b(?:look-?up key|must equal|equals?)\b/i],
      [w.alternate, /\b(?:404|ResourceNotFound\w{0,9}|proxyAddresses|e-?mail|not found|mail attribute)\b/i],
    ],
  },
})
