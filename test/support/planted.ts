import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {evidenceKey, type Fact} from '../../src/core/fact.ts'
import {type Machine, machines} from '../machines.ts'

/** What the healthy machine calls its things, and names that are harder to hide: short, like words, with blanks and in other scripts. */
const renamed: readonly [string, string][] = [
  ['contoso.onmicrosoft.com', 'muellerbraeu.onmicrosoft.com'],
  ['DC=contoso,DC=example', 'DC=müllerbräu,DC=co,DC=uk'],
  ['contoso.example', 'müllerbräu.co.uk'],
  ['CONTOSO', 'MÜLLERBRÄU'],
  ['Alice Example', '王 Li'],
  ['alice', 'li'],
  ['ops', 'петров'],
  ['NPS01', 'VPN1'],
  ['dc1', 'nps'],
  // Words that values of the product are made of as well.
  ['Staff', 'Größe 4711 STS phone running'],
  ['VPN gateway', 'Müllerbräu & Söhne, Leeds'],
  ['VPN users', 'Служба VPN'],
]

/** Words of which none may be found. */
export const secrets =
  'müllerbräu muellerbraeu li wáng 王 петров сидорова vpn1 größe söhne leeds служба kontor zz7'.split(' ')

/** Sentences as Windows, Entra and people write them. */
const told = [
  'https://login.microsoftonline.com/müllerbräu.co.uk/oauth2/v2.0/token refused; ask li or VPN1, of Müllerbräu & Söhne, Leeds',
  'https://kontor.blob.core.windows.net/nps/x.log, https://kontor.vault.azure.net:8443/ and https://kontor.sharepoint.com/a',
  'MÜLLERBRÄU\\сидорова opened C:\\Users\\Wáng Li\\nps.log and \\\\zz7\\Kontor\\nps; the policy Служба VPN denied it (Größe 4711)',
  'https://login.microsoftonline.com/?upn=li%40m%C3%BCllerbr%C3%A4u.co.uk&who=%D0%A1%D0%B8%D0%B4%D0%BE%D1%80%D0%BE%D0%B2%D0%B0; bypass *.kontor.example',
  'S-1-12-1-3592487811-1295612500-2867102108-1616855902 of 3fb721d6-5a54-4d39-9c86-e4aa5e7b5f60 at [fd12:3456:789a::1]:8080 or fe80::1%12',
  'http://nps.ad.müllerbräu.co.uk:8080 and nps.ad.müllerbräu.co.uk. Сидорова at +44 113 496 0123, 198.51.100.7-198.51.100.9',
]

const user = 'li@müllerbräu.co.uk'

const rename = (value: unknown): unknown => {
  if (typeof value === 'string') return renamed.reduce((text, [from, to]) => text.replaceAll(from, to), value)
  if (Array.isArray(value)) return value.map(rename)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), rename(member)]))
}

/** The healthy machine under such names. */
export function renamedMachine(): EvidenceRecord {
  const healthy = machines().find(({name}) => name === 'healthy') as Machine
  return rename(healthy.record) as EvidenceRecord
}

/** The same, with sentences wherever a fact says that one may be. */
export function plantedMachine(facts: ReadonlyMap<string, Fact<unknown>>): EvidenceRecord {
  const record = renamedMachine()
  const everything = told.join('; ')
  const texts = (pointer: string, value: unknown): unknown => {
    const [, name, ...rest] = pointer.split('/')
    if (name === undefined) return typeof value === 'string' ? `${value} ${everything}` : value
    if (typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(([key, member]) => [
      key,
      name === '*' || name === key ? texts(['', ...rest].join('/'), member) : member,
    ])
    return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members)
  }
  for (const [key, fact] of facts) {
    const at = evidenceKey(fact, user)
    const evidence = record[at]
    if (evidence?.known)
      record[at] = {
        ...evidence,
        via: `${evidence.via}: ${everything}`,
        as: 'MÜLLERBRÄU\\петров',
        value: (fact.identifies.text ?? []).reduce((value, pointer) => texts(pointer, value), evidence.value),
      }
    // What is not known has a sentence of its own.
    if (key === 'token') record[at] = {known: false, why: 'error', detail: everything}
    if (key === 'authentication-methods')
      record[at] = {known: false, why: 'blocked', root: 'error', by: `entra-user ${user}`, detail: everything}
  }
  return record
}
