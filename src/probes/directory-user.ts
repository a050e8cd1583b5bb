import {CannotKnow} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import {directoryUser} from '../facts/directory-user.ts'
import {run} from '../facts/run.ts'
import type {Condition} from '../world/directory/directory.ts'
import {defineProbe} from '../world/probe.ts'
import {accountOf, attributes, binary} from './shared/account.ts'

/** More accounts than this for one name are as ambiguous as this many. */
const limit = 20

/** A UPN with a blank or line end at its end is found only by its beginning. */
const named = (user: string, alternate: string | null): Condition => ({
  all: [
    {attribute: 'objectClass', equals: 'user'},
    {
      any: [
        {attribute: 'userPrincipalName', equals: user},
        {attribute: 'userPrincipalName', startsWith: user},
        {attribute: 'mail', equals: user},
        {attribute: 'sAMAccountName', equals: user.split('@')[0]!},
        ...(alternate ? [{attribute: alternate, equals: user}] : []),
      ],
    },
  ],
})

/** "…,DC=ad,DC=contoso,DC=com" → "ad.contoso.com": the suffix of every account's implicit UPN. */
const domainOf = (dn: string) => [...dn.matchAll(/(?:^|,)DC=([^,]+)/gi)].map(([, label]) => label).join('.')

export default defineProbe({
  fact: directoryUser,
  via: 'LDAP search over TLS',
  permission: 'an account that may read the directory (--ldap-user)',
  needs: {deployment, run},
  timeoutMs: 24_000,
  look: async (
    {deployment: {alternateLoginIdAttribute: alternate}, run: {at}},
    {directory},
    signal,
    user,
  ) => {
    if (!directory) throw new CannotKnow('not-asked', 'no directory was named (--ldap URL)')
    const wanted = alternate ? [...attributes, alternate] : attributes
    const {base, entries} = await directory.search(
      {where: named(user, alternate), attributes: wanted, binary, limit},
      signal,
    )
    const same = (value: string | null) => value?.trim().toLowerCase() === user.toLowerCase()
    const accounts = entries.map((entry) => accountOf(entry, alternate, new Date(at)))
    const byUpn = accounts.filter(
      (a) => same(a.userPrincipalName) || same(`${a.sAMAccountName}@${domainOf(a.dn)}`),
    )
    const byOther = accounts.filter((account) => same(account.alternateLoginId) || same(account.mail))
    return {base, accounts: byUpn.length > 0 ? byUpn : byOther}
  },
})
