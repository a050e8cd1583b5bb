import type {Kind} from '../../core/identifying.ts'
import {domainComponents, withAliasedComponents, withAliasedLabels} from './domains.ts'
import {inPercents, percentEncoded} from './encoded.ts'
import {type KnownNames, word} from './known.ts'
import {patternsOf} from './patterns.ts'
import {accountName, hostName, principalName, profile, share} from './places.ts'
import {isPublicHost, productName} from './public.ts'
import {type Rule, rewrite} from './rewrite.ts'

/** RFC 4514 §3, and what certificates use besides. */
const attributeType = /\b(?:CN|OU|DC|O|L|ST|C|E|S|T|STREET|UID|SERIALNUMBER|emailAddress)(?==)/gi
const scheme = /\b(?:https?|ldaps?|socks[45]?)(?==|:\/\/)/gi
/** A port tells nobody apart, and findings speak of it. */
const port = /(?<![\s:]):\d{1,5}(?![\p{L}\p{N}:.])/gu

type Alias = (found: string) => string
const same: Alias = (found) => found

/** What is looked for, and in which order, by what a text is. */
export interface Rules {
  /** In the leaves of names, all of whose words identify. */
  names: Readonly<Partial<Record<Kind, readonly Rule[]>>>
  /** In leaves of the other kinds: GUIDs, SIDs, thumbprints, addresses and phones, also in SDDL. */
  numbers: readonly Rule[]
  /** People and places that a sentence names in full: a principal name, a share, DOMAIN\name. */
  inFull: readonly Rule[]
  sentences: readonly Rule[]
  /** In leaves that identify nobody: what can be nothing else. A version looks like an address. */
  others: readonly Rule[]
}

export interface Means {
  key: Uint8Array
  aliasOfWord: Alias
  known: KnownNames
  /** Wraps what makes aliases of a kind. */
  noted(kind: Kind, alias: Alias): Alias
}

export function rulesOf({key, aliasOfWord, known, noted}: Means): Rules {
  const words: Rule = {in: word, alias: aliasOfWord}
  const wordwise: Alias = (text) => rewrite(text, [words])
  const labels: Alias = (name) => withAliasedLabels(name, wordwise)
  const account: Alias = (found) => {
    const [domain = '', ...name] = found.split('\\')
    return [labels(domain), ...name.map(wordwise)].join('\\')
  }
  const principal: Alias = (found) => {
    const at = found.lastIndexOf('@')
    return `${wordwise(found.slice(0, at))}@${labels(found.slice(at + 1))}`
  }
  const aliasOfHost = noted('host', labels)
  const hosts: Rule = {in: hostName, alias: (found) => (isPublicHost(found) ? found : aliasOfHost(found))}
  const patterns = patternsOf(key).map((one) => ({...one, alias: noted(one.kind, one.alias)}))
  const products: Rule = {in: productName, alias: same}
  const principals: Rule = {in: principalName, alias: noted('user', principal)}

  const numbers = [products, ...patterns]
  const start = [...numbers, principals]
  const end: Rule[] = [
    {in: domainComponents, alias: (found) => withAliasedComponents(found, wordwise)},
    {in: attributeType, alias: same},
    {in: scheme, alias: same},
    words,
  ]
  const name = [...start, hosts, ...end]
  const inFull = [
    ...start,
    {in: share, alias: noted('host', (found) => found.split('\\').map(labels).join('\\'))},
    {in: profile, alias: noted('user', wordwise)},
    {in: accountName, alias: noted('user', account)},
  ]
  const decoded = [
    ...inFull,
    hosts,
    {in: known, alias: (found: string) => noted(known.kindOf(found), wordwise)(found)},
  ]
  return {
    names: {
      // An anchor may be anything: what is no GUID is a name.
      guid: [...numbers, words],
      user: [...start, {in: accountName, alias: account}, ...end],
      name,
      tenant: name,
      host: [...start, hosts, {in: port, alias: same}, ...end],
    },
    numbers,
    inFull,
    sentences: [
      {in: percentEncoded, alias: (found) => inPercents(found, (text) => rewrite(text, decoded))},
      ...decoded,
    ],
    others: [products, ...patterns.filter(({kind}) => kind !== 'ip'), principals, hosts],
  }
}
