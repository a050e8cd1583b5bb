import type {Kind} from '../../core/identifying.ts'
import {KnownNames, word} from './known.ts'
import type {Holds} from './leaves.ts'
import type {Alias, Aliasing} from './pseudonymise.ts'
import {productName} from './public.ts'
import {type Rule, rewrite} from './rewrite.ts'
import {type Rules, rulesOf} from './rules.ts'
import {wordAliases} from './words.ts'

/** The aliases of one record: first it learns what identifies, then it puts aliases in their place. */
export class Aliases {
  readonly #keep: ReadonlySet<Kind>
  readonly #known = new KnownNames()
  /** Words and whole values of kinds that are kept. */
  readonly #clear = new Set<string>()
  readonly #replaced = new Map<string, Alias>()
  readonly #rules: Rules
  /** The kind of the leaf that is being learnt: whatever is aliased in it is to be known. */
  #learning: Kind | null = null

  constructor({key, keep}: Aliasing) {
    this.#keep = new Set(keep)
    const make = wordAliases(key)
    this.#rules = rulesOf({
      key,
      known: this.#known,
      aliasOfWord: (found) => {
        if (this.#learning !== null) this.#known.learnWord(found, this.#learning)
        return this.#isClear(found) ? found : make(found)
      },
      noted: (kind, alias) => (found) =>
        this.#keep.has(kind) || this.#isClear(found) ? found : this.#note(kind, found, alias(found)),
    })
  }

  /** Takes note of a leaf that identifies, so that it is found elsewhere too; and of the people whom a text names in full. */
  learn(text: string, holds: Holds | undefined): void {
    if (holds === undefined) return
    if (holds !== 'text' && this.#keep.has(holds)) {
      for (const found of [text, ...(text.match(word) ?? [])]) this.#clear.add(found.toLowerCase())
      return
    }
    this.#learning = holds === 'text' ? 'user' : holds
    rewrite(text, holds === 'text' ? this.#rules.inFull : this.#rulesFor(holds))
    this.#learning = null
    if (holds in this.#rules.names) this.#known.learnNames(text.replace(productName, '\n'), holds as Kind)
  }

  /** The alias of a leaf that holds so much. */
  of(text: string, holds: Holds | undefined): string {
    if (holds === undefined) return rewrite(text, this.#rules.others)
    if (holds === 'text') return rewrite(text, this.#rules.sentences)
    return this.#note(holds, text, this.#keep.has(holds) ? text : rewrite(text, this.#rulesFor(holds)))
  }

  replaced(): {replaced: {kind: Kind; count: number}[]; map: Alias[]} {
    const map = [...this.#replaced.values()]
    const counts = Map.groupBy(map, ({kind}) => kind)
    return {map, replaced: [...counts].map(([kind, those]) => ({kind, count: those.length}))}
  }

  #rulesFor(kind: Kind): readonly Rule[] {
    return this.#rules.names[kind] ?? this.#rules.numbers
  }

  #isClear(found: string): boolean {
    return this.#clear.has(found.toLowerCase())
  }

  #note(kind: Kind, value: string, alias: string): string {
    // An address in a host's leaf was noted as the address that it is.
    if (alias !== value && this.#learning === null && !this.#replaced.has(value))
      this.#replaced.set(value, {kind, value, alias})
    return alias
  }
}
