import type {Kind} from '../../core/identifying.ts'
import {base64Guid, guidInBase64} from './base64-guid.ts'
import {dottedName, isForeignName, patternsOf, principalName} from './patterns.ts'
import type {Alias, Aliasing} from './pseudonymise.ts'
import {productName, sharedLabels} from './public.ts'
import {type Rule, rewrite} from './rewrite.ts'
import {wordAliases} from './words.ts'

/** Kinds whose leaves are names: all their words identify. */
const named: readonly string[] = ['user', 'name', 'host', 'tenant']
/** RFC 4514 §3, and what certificates use besides. */
const attributeType = /\b(?:CN|OU|DC|O|L|ST|C|E|S|T|STREET|UID|SERIALNUMBER|emailAddress)(?==)/gi
/** The last component of a domain in a distinguished name, as its top-level domain. */
const lastComponent = /(?<=\bDC=)[^,=\s]+(?!\s*,\s*DC=)(?=\s*(?:,|$))/gi
const scheme = /\b(?:https?|ldaps?|socks[45]?)(?==|:\/\/)/gi
const word = /[\p{L}\p{N}]+/gu
const token = /[\p{L}\p{N}_$-]+/gu
/** Shorter ones are found in other words by chance. */
const shortest = 4

const same = (found: string) => found

/** The aliases of one record: first it learns what identifies, then it puts aliases in their place. */
export class Aliases {
  readonly #keep: ReadonlySet<Kind>
  /** Words of names that are found in sentences as well, and the kind they were learnt as. */
  readonly #known = new Map<string, Kind>()
  /** Words and whole values of kinds that are kept. */
  readonly #clear = new Set<string>()
  readonly #replaced = new Map<string, Alias>()
  readonly #inNames: readonly Rule[]
  readonly #inText: readonly Rule[]
  readonly #inSentences: readonly Rule[]
  readonly #inValues: readonly Rule[]

  constructor({key, keep}: Aliasing) {
    this.#keep = new Set(keep)
    const aliasOfWord = wordAliases(key)
    const asWord = (found: string) => (this.#isClear(found) ? found : aliasOfWord(found))
    const words: Rule = {in: word, alias: asWord}
    const noted = (kind: Kind, alias: (found: string) => string) => (found: string) =>
      this.#keep.has(kind) || this.#isClear(found) ? found : this.#note(kind, found, alias(found))
    const labels = (name: string): string => {
      const parts = name.split('.')
      return parts
        .map((label, i) =>
          i === parts.length - 1 || sharedLabels.has(label.toLowerCase()) ? label : rewrite(label, [words]),
        )
        .join('.')
    }
    const patterns = patternsOf(key).map((pattern) => ({
      ...pattern,
      alias: noted(pattern.kind, pattern.alias),
    }))
    const principals: Rule = {
      in: principalName,
      alias: noted('user', (found) => {
        const at = found.lastIndexOf('@')
        return `${rewrite(found.slice(0, at), [words])}@${labels(found.slice(at + 1))}`
      }),
    }
    const hosts: Rule = {
      in: dottedName,
      alias: (found) => (isForeignName(found) ? noted('host', labels)(found) : found),
    }
    const knownTokens: Rule = {
      in: token,
      alias: (found) => {
        const kind = this.#known.get(found.toLowerCase())
        return kind === undefined ? found : noted(kind, (name) => rewrite(name, [words]))(found)
      },
    }
    const products: Rule = {in: productName, alias: same}
    const common = [products, ...patterns, principals, hosts]
    this.#inNames = [
      ...common,
      {in: lastComponent, alias: same},
      {in: attributeType, alias: same},
      {in: scheme, alias: same},
      words,
    ]
    this.#inSentences = [...common, knownTokens]
    this.#inText = common
    this.#inValues = [products, ...patterns.filter(({kind}) => kind !== 'ip'), principals, hosts]
  }

  /** Takes note of a leaf that identifies, so that it is found elsewhere too. */
  learn(text: string, holds: Kind | 'text'): void {
    if (holds === 'text') return
    if (this.#keep.has(holds)) {
      this.#clear.add(text.toLowerCase())
      for (const [found] of text.matchAll(word)) this.#clear.add(found.toLowerCase())
    } else if (named.includes(holds))
      for (const [found] of text.replace(productName, ' ').matchAll(token))
        if (found.length >= shortest && holds !== 'name') this.#known.set(found.toLowerCase(), holds)
  }

  /** The alias of a leaf that holds so much. */
  of(text: string, holds: Kind | 'text' | undefined): string {
    if (holds === undefined) return /\s/.test(text) ? this.inSentence(text) : rewrite(text, this.#inValues)
    if (holds === 'guid' && base64Guid.test(text))
      return guidInBase64(text, (guid) => rewrite(guid, this.#inText))
    if (holds === 'text' || !named.includes(holds)) return rewrite(text, this.#inText)
    const alias = this.#keep.has(holds) ? text : rewrite(text, this.#inNames)
    return this.#note(holds as Kind, text, alias)
  }

  inSentence(text: string): string {
    return rewrite(text, this.#inSentences)
  }

  replaced(): {replaced: {kind: Kind; count: number}[]; map: Alias[]} {
    const map = [...this.#replaced.values()]
    const counts = Map.groupBy(map, ({kind}) => kind)
    return {map, replaced: [...counts].map(([kind, those]) => ({kind, count: those.length}))}
  }

  #isClear(found: string): boolean {
    return this.#clear.has(found.toLowerCase())
  }

  #note(kind: Kind, value: string, alias: string): string {
    if (alias !== value) this.#replaced.set(value, {kind, value, alias})
    return alias
  }
}
