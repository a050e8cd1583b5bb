import {asItIs, type KeyEntry, type TenantKey} from './key.ts'
import type {Keys} from './settled.ts'

/** What is to become of a list of keys. */
export interface Wish {
  /** In words, after "to". */
  what: string
  /** An entry that is not there yet, with its key. */
  add: (KeyEntry & {keyId: string}) | null
  /** The id of a key that goes. */
  remove: string | null
  isMade(keys: Keys): boolean
}

/** What it took to rewrite a list. */
export interface Rewritten {
  /** Lists that were written; 0 where all was as wished. */
  writes: number
  /** How often our own change was lost to another writer, and made again. */
  lost: number
  /** Keys of others that vanished after we had written, and were put back: somebody had lost a race. */
  putBack: TenantKey[]
  /** The same with keys that had ended: they are of no use, and were left out. */
  gone: TenantKey[]
}

/** So many lists in a row are not refused because of other writers. */
const mostRefusals = 3

/** What is known of a list while it is rewritten, and what must be written next. */
export class Ledger {
  writes = 0
  /** Keys of others that were there, are not now, and have not ended. */
  vanished: TenantKey[] = []
  #wish: Wish
  #now: Keys = new Map()
  #known = new Map<string, TenantKey>()
  #isMade = false
  #lost = 0
  #refusals = 0
  #putBack = new Map<string, TenantKey>()
  #gone = new Map<string, TenantKey>()

  constructor(wish: Wish) {
    this.#wish = wish
  }

  /** Takes in what was read; whether all is as it should be. */
  learn(now: Keys): boolean {
    // What vanished before anything was written was not lost through us.
    if (this.writes === 0) this.#known.clear()
    for (const [keyId, key] of now) this.#known.set(keyId, key)
    this.#now = now
    this.#isMade = this.#wish.isMade(now)
    const {add, remove} = this.#wish
    const missing = [...this.#known.values()].filter(
      ({keyId}) => !now.has(keyId) && keyId !== remove && keyId !== add?.keyId,
    )
    this.vanished = missing.filter((key) => !hasEnded(key))
    for (const key of missing.filter(hasEnded)) this.#gone.set(key.keyId, key)
    return this.#isMade && this.vanished.length === 0
  }

  /** The list to write: what is there, what must come back, and what is added. */
  next(): KeyEntry[] {
    const {add, remove} = this.#wish
    return [
      ...[...this.#now.values()].filter(({keyId}) => keyId !== remove).map(asItIs),
      ...this.vanished.map(({entry}) => entry),
      ...(this.#isMade || !add ? [] : [add]),
    ]
  }

  /** That list was refused: whether it may be because somebody has changed it meanwhile, and not for its own sake. */
  mayHaveChanged(): boolean {
    return ++this.#refusals <= mostRefusals
  }

  /** That list was written, for all we know. */
  wrote(): void {
    this.#refusals = 0
    if (this.writes > 0 && !this.#isMade) this.#lost++
    for (const key of this.vanished) this.#putBack.set(key.keyId, key)
    this.writes++
  }

  report(): Rewritten {
    const {writes} = this
    return {writes, lost: this.#lost, putBack: [...this.#putBack.values()], gone: [...this.#gone.values()]}
  }
}

const hasEnded = ({endDateTime}: TenantKey): boolean => Date.parse(endDateTime) <= Date.now()
