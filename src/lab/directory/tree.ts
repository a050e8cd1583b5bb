import type {Computer, DirectoryState, DirectoryUser} from '../state.ts'
import {constructed, stored} from './account.ts'
import {dnParts} from './dn.ts'
import type {Entry} from './entry.ts'
import {fileSpan, noSpan} from './file-time.ts'

const [minute, day] = [60_000, 86_400_000]

/** Every entry of the directory: the domain, the containers, the groups, the users, the computers. */
export function entriesOf(directory: DirectoryState, now: Date): Entry[] {
  return [
    domainEntry(directory),
    ...containersOf(directory),
    ...groupsOf(directory),
    ...directory.users.map((user) => userEntry(user, directory, now)),
    ...directory.computers.map(computerEntry),
  ]
}

function domainEntry({base, policy}: DirectoryState): Entry {
  const {maxPasswordAgeDays, lockoutMinutes} = policy
  const attributes = {
    objectClass: ['top', 'domain', 'domainDNS'],
    distinguishedName: [base],
    maxPwdAge: [maxPasswordAgeDays === null ? noSpan : fileSpan(maxPasswordAgeDays * day)],
    lockoutDuration: [lockoutMinutes === 0 ? noSpan : fileSpan(lockoutMinutes * minute)],
  }
  return {dn: base, attributes}
}

function containersOf({base, users, groups, computers}: DirectoryState): Entry[] {
  const depth = dnParts(base).length
  const containers = new Map<string, string>()
  for (const {dn} of [...users, ...groups, ...computers]) {
    const parts = dn.match(/(?:\\.|[^,\\])+/gs) ?? []
    for (let start = 1; start < parts.length - depth; start++) {
      const container = parts.slice(start).join(',')
      containers.set(container.toLowerCase(), container)
    }
  }
  return [...containers.values()].map((dn) => ({
    dn,
    attributes: {objectClass: ['top', 'container'], distinguishedName: [dn]},
  }))
}

function groupsOf({groups, users, computers}: DirectoryState): Entry[] {
  const belonging = [
    ...users.map(({dn, account: {memberOf}}) => ({dn, memberOf})),
    ...computers,
    ...groups.map(({dn, memberOf = []}) => ({dn, memberOf})),
  ]
  return groups.map(({dn, objectSid, memberOf = []}) => {
    const name = /^CN=([^,]+)/i.exec(dn)?.[1] ?? dn
    const member = belonging.filter((one) => one.memberOf.includes(dn)).map((one) => one.dn)
    const attributes = {
      objectClass: ['top', 'group'],
      cn: [name],
      sAMAccountName: [name],
      distinguishedName: [dn],
      objectSid: [objectSid],
      ...(member.length > 0 ? {member} : {}),
      ...(memberOf.length > 0 ? {memberOf} : {}),
    }
    return {dn, attributes}
  })
}

/** WORKSTATION_TRUST_ACCOUNT; a computer is a kind of user. */
const computerEntry = ({name, dn, objectSid, memberOf}: Computer): Entry => ({
  dn,
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    cn: [name],
    distinguishedName: [dn],
    sAMAccountName: [`${name}$`],
    userAccountControl: ['4096'],
    objectSid: [objectSid],
    ...(memberOf.length > 0 ? {memberOf} : {}),
  },
})

const userEntry = ({dn, attributes, account}: DirectoryUser, {policy}: DirectoryState, now: Date): Entry => ({
  dn,
  attributes: {...attributes, ...stored(account, now)},
  constructed: constructed(account, policy, now),
})

/** What the server says of itself to anybody. */
export function rootEntry({base, host}: DirectoryState, now: Date): Entry {
  const schema = `CN=Schema,CN=Configuration,${base}`
  const attributes = {
    currentTime: [`${now.toISOString().replace(/[-:T]/g, '').slice(0, 14)}.0Z`],
    defaultNamingContext: [base],
    rootDomainNamingContext: [base],
    configurationNamingContext: [`CN=Configuration,${base}`],
    schemaNamingContext: [schema],
    namingContexts: [base, `CN=Configuration,${base}`, schema],
    dnsHostName: [host],
    serverName: [`CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,${base}`],
    supportedLDAPVersion: ['3', '2'],
    supportedControl: ['1.2.840.113556.1.4.319', '1.2.840.113556.1.4.417'],
    supportedExtension: ['1.3.6.1.4.1.1466.20037'],
    supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
    isSynchronized: ['TRUE'],
    isGlobalCatalogReady: ['TRUE'],
  }
  return {dn: '', attributes}
}
