import type {DirectoryState, DirectoryUser} from '../state.ts'
import {base, domainController} from './names.ts'
import {type Person, people} from './people.ts'

const bind = {user: 'svc-npsmfa@ad.contoso.example', password: 'Read0nly!Lab'}

export const healthyDirectory = (): DirectoryState => ({
  host: domainController,
  base,
  bind,
  knownPassword: bind.password,
  transport: 'ldaps',
  users: people.flatMap(directoryUser),
  emptyFirstPage: false,
  behaviour: 'normal',
})

function directoryUser(person: Person): DirectoryUser[] {
  const {name, samAccountName, directoryUpn, mail, objectGuid, consistencyGuid} = person
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
    userAccountControl: ['512'],
    objectGUID: [{hex: objectGuid}],
    accountExpires: ['9223372036854775807'],
    pwdLastSet: ['133800000000000000'],
    lockoutTime: ['0'],
  }
  if (mail) attributes.mail = [mail]
  if (consistencyGuid) attributes['mS-DS-ConsistencyGuid'] = [{hex: consistencyGuid}]
  return [{dn, attributes}]
}
