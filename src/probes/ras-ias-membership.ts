import {CannotKnow} from '../core/evidence.ts'
import {machine} from '../facts/machine.ts'
import {type RasIasMembership, rasIasMembership} from '../facts/ras-ias-membership.ts'
import type {Condition} from '../world/directory/directory.ts'
import {defineProbe} from '../world/probe.ts'

/** DOMAIN_ALIAS_RID_RAS_SERVERS: the group's number in every domain, whatever its name (MS-DTYP §2.4.2.4). */
const rasAndIasServers = 553

/** The account of a computer is named by its NetBIOS name. */
const longestName = 15

export default defineProbe({
  fact: rasIasMembership,
  via: 'LDAP search over TLS',
  permission: 'an account that may read the directory',
  needs: {machine},
  timeoutMs: 24_000,
  look: async ({machine: {name: computer}}, {directory, windows}, signal): Promise<RasIasMembership> => {
    if ((await windows.joinedDomain()) === null)
      throw new CannotKnow('unsupported', `${computer} is in no Active Directory domain`)
    if (!directory) throw new CannotKnow('not-asked', 'no directory was named (--ldap URL)')
    const first = async (where: Condition) => {
      const asked = {where, attributes: ['objectSid'], binary: ['objectSid'], limit: 1}
      return (await directory.search(asked, signal)).entries[0] ?? null
    }
    const account: Condition = {
      all: [
        {attribute: 'objectClass', equals: 'computer'},
        {attribute: 'sAMAccountName', equals: `${computer.slice(0, longestName)}$`},
      ],
    }
    const sid = (await first(account))?.values.objectSid?.[0]
    if (!Buffer.isBuffer(sid) || sid.length < 12) return {computer, group: null, member: null}
    const group = await first({attribute: 'objectSid', equals: inSameDomain(sid, rasAndIasServers)})
    if (!group) return {computer, group: null, member: null}
    const member = await first({all: [account, {attribute: 'memberOf', leadsTo: group.dn}]})
    return {computer, group: group.dn, member: member !== null}
  },
})

/** A SID ends in the account's own number, 32 bits, little-endian (MS-DTYP §2.4.2.2). */
function inSameDomain(sid: Buffer, number: number): Buffer {
  const other = Buffer.from(sid)
  other.writeUInt32LE(number, other.length - 4)
  return other
}
