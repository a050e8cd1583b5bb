import type {DirectoryState, DirectoryUser} from '../state.ts'
import {dnParts} from './dn.ts'

/** Every entry of the directory: the domain, the containers that hold its users, the users. */
export function entriesOf({base, users}: DirectoryState): DirectoryUser[] {
  const depth = dnParts(base).length
  const containers = new Map<string, string>()
  for (const {dn} of users) {
    const parts = dn.match(/(?:\\.|[^,\\])+/gs) ?? []
    for (let start = 1; start < parts.length - depth; start++) {
      const container = parts.slice(start).join(',')
      containers.set(container.toLowerCase(), container)
    }
  }
  const domain = {
    dn: base,
    attributes: {objectClass: ['top', 'domain', 'domainDNS'], distinguishedName: [base]},
  }
  const holders = [...containers.values()].map((dn) => ({
    dn,
    attributes: {objectClass: ['top', 'container'], distinguishedName: [dn]},
  }))
  return [domain, ...holders, ...users]
}

/** What the server says of itself to anybody. */
export function rootEntry({base, host}: DirectoryState, now: Date): DirectoryUser {
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
