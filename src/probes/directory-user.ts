import {CannotKnow} from '../core/evidence.ts'
import {type DirectoryAccount, directoryUser} from '../facts/directory-user.ts'
import type {Condition, Entry} from '../world/directory/directory.ts'
import {defineProbe} from '../world/probe.ts'

const binary = ['objectGUID', 'mS-DS-ConsistencyGuid']
const attributes = ['userPrincipalName', 'sAMAccountName', 'mail', ...binary]
/** More accounts than this for one name are as ambiguous as this many. */
const limit = 20

/** A UPN with a blank or line end at its end is found only by its beginning. */
const where = (user: string): Condition => ({
  all: [
    {attribute: 'objectClass', equals: 'user'},
    {
      any: [
        {attribute: 'userPrincipalName', equals: user},
        {attribute: 'userPrincipalName', startsWith: user},
        {attribute: 'mail', equals: user},
      ],
    },
  ],
})

const text = (entry: Entry, name: string) => String(entry.values[name]?.[0] ?? '') || null
const base64 = (entry: Entry, name: string) => {
  const value = entry.values[name]?.[0]
  return Buffer.isBuffer(value) && value.length > 0 ? value.toString('base64') : null
}

const accountOf = (entry: Entry): DirectoryAccount => ({
  dn: entry.dn,
  userPrincipalName: text(entry, 'userPrincipalName'),
  sAMAccountName: text(entry, 'sAMAccountName') ?? '',
  mail: text(entry, 'mail'),
  objectGuid: base64(entry, 'objectGUID'),
  consistencyGuid: base64(entry, 'mS-DS-ConsistencyGuid'),
})

export default defineProbe({
  fact: directoryUser,
  via: 'LDAP search over TLS',
  permission: 'an account that may read the directory (--ldap-user)',
  needs: {},
  timeoutMs: 24_000,
  look: async (_known, {directory}, signal, user) => {
    if (!directory) throw new CannotKnow('not-asked', 'no directory was named (--ldap URL)')
    const {base, entries} = await directory.search({where: where(user), attributes, binary, limit}, signal)
    const same = (value: string | null) => value?.trim().toLowerCase() === user.toLowerCase()
    const accounts = entries.map(accountOf)
    const byUpn = accounts.filter((account) => same(account.userPrincipalName))
    return {base, accounts: byUpn.length > 0 ? byUpn : accounts.filter((account) => same(account.mail))}
  },
})
