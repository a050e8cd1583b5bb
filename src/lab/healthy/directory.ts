import {sidBytes} from '../directory/sid.ts'
import type {Account, DirectoryState, DirectoryUser} from '../state.ts'
import {base, domainController, domainSid, protectedUsers, rasAndIasServers, vpnUsers} from './names.ts'
import {type Person, people} from './people.ts'

const bind = {user: 'svc-npsmfa@ad.contoso.example', password: 'Read0nly!Lab'}

/** Everybody's. */
export const userPassword = 'Passw0rd!Lab'

export const healthyDirectory = (): DirectoryState => ({
  host: domainController,
  base,
  bind,
  knownPassword: bind.password,
  transport: 'ldaps',
  policy: {maxPasswordAgeDays: 90, lockoutMinutes: 30},
  groups: [
    {dn: vpnUsers, objectSid: sidBytes(`${domainSid}-1105`)},
    {dn: protectedUsers, objectSid: sidBytes(`${domainSid}-525`)},
    {dn: rasAndIasServers, objectSid: sidBytes(`${domainSid}-553`)},
  ],
  computers: [
    {
      name: 'NPS01',
      dn: `CN=NPS01,CN=Computers,${base}`,
      objectSid: sidBytes(`${domainSid}-1120`),
      memberOf: [rasAndIasServers],
    },
  ],
  users: people.flatMap(directoryUser),
  emptyFirstPage: false,
  behaviour: 'normal',
})

/** Enabled, with a password of three weeks, from any hour, and left to the network policies. */
const healthyAccount = (): Account => ({
  password: userPassword,
  disabled: false,
  passwordNeverExpires: false,
  passwordAgeDays: 21,
  lockedMinutesAgo: null,
  endsInDays: null,
  logonHours: {hex: 'ff'.repeat(21)},
  dialIn: null,
  memberOf: [vpnUsers],
})

function directoryUser(person: Person): DirectoryUser[] {
  const {name, samAccountName, sid, directoryUpn, mail, objectGuid, consistencyGuid} = person
  if (directoryUpn === null) return []
  const dn = `CN=${name.replaceAll('\\', '\\\\')},OU=Staff,${base}`
  const attributes: DirectoryUser['attributes'] = {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    objectCategory: [`CN=Person,CN=Schema,CN=Configuration,${base}`],
    cn: [name],
    name: [name],
    displayName: [name],
    distinguishedName: [dn],
    sAMAccountName: [samAccountName],
    userPrincipalName: [directoryUpn],
    objectGUID: [{hex: objectGuid}],
    objectSid: [sidBytes(sid)],
  }
  if (mail) attributes.mail = [mail]
  if (consistencyGuid) attributes['mS-DS-ConsistencyGuid'] = [{hex: consistencyGuid}]
  return [{dn, attributes, account: healthyAccount()}]
}
