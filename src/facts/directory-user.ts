import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

const account = v.object({
  dn: v.string(),
  /** As the directory has it, every character; null when the account has none. */
  userPrincipalName: v.nullable(v.string()),
  sAMAccountName: v.string(),
  mail: v.nullable(v.string()),
  /** The value of LDAP_ALTERNATE_LOGINID_ATTRIBUTE; null where that is not configured or the account has none. */
  alternateLoginId: v.nullable(v.string()),
  /** Base64 of the 16 raw bytes. */
  objectGuid: v.nullable(v.string()),
  /** mS-DS-ConsistencyGuid, base64 of its raw bytes. */
  consistencyGuid: v.nullable(v.string()),
  disabled: v.boolean(),
  locked: v.boolean(),
  passwordExpired: v.boolean(),
  mustChangePassword: v.boolean(),
  /** ISO; null = never. */
  accountExpires: v.nullable(time),
  /** May sign in at the time of the run; null without restriction. */
  withinLogonHours: v.nullable(v.boolean()),
  /** msNPAllowDialin; null is "control access through NPS Network Policy". */
  dialIn: v.nullable(v.boolean()),
  protectedUser: v.boolean(),
})

/** The accounts in Active Directory whose UPN (or, failing that, mail) is the user's. */
const shape = v.object({base: v.string(), accounts: v.array(account)})
export type DirectoryAccount = v.InferOutput<typeof account>
export type DirectoryUser = v.InferOutput<typeof shape>

export const directoryUser = defineFact<DirectoryUser>({
  key: 'directory-user',
  about: 'the user’s account in Active Directory',
  per: 'user',
  shape,
  identifies: {
    user: [
      '/accounts/*/userPrincipalName',
      '/accounts/*/sAMAccountName',
      '/accounts/*/mail',
      '/accounts/*/alternateLoginId',
    ],
    name: ['/base', '/accounts/*/dn'],
    guid: ['/accounts/*/objectGuid', '/accounts/*/consistencyGuid'],
  },
})
