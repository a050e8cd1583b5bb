import {type Dimension, dimensions, type Place} from './dimensions.ts'

export interface Counted {
  count: number
  first: number
  last: number
}

export function count(into: Counted | undefined, at: number): Counted {
  if (!into) return {count: 1, first: at, last: at}
  into.count++
  into.first = Math.min(into.first, at)
  into.last = Math.max(into.last, at)
  return into
}

/** So many different values are told apart; the rest is counted without a name. */
const mostValues = 20_000

/** By the values of one dimension. */
class Values {
  readonly map = new Map<string, Counted>()
  /** What was counted last, of which mostly there is another one. */
  #last: string | null = null
  #counted: Counted | undefined

  add(value: string | null, at: number): void {
    if (value === null) return
    if (value !== this.#last) {
      this.#last = value
      this.#counted = this.map.get(value)
    }
    if (this.#counted) count(this.#counted, at)
    else if (this.map.size < mostValues) {
      this.#counted = count(undefined, at)
      this.map.set(value, this.#counted)
    }
  }
}

/** Happenings of one kind, in all and by each dimension's values. */
export class Tally {
  all: Counted | undefined
  readonly #user = new Values()
  readonly #nas = new Values()
  readonly #server = new Values()
  readonly #domain = new Values()
  readonly #method = new Values()
  readonly by: Readonly<Record<Dimension, Map<string, Counted>>> = {
    user: this.#user.map,
    nas: this.#nas.map,
    server: this.#server.map,
    domain: this.#domain.map,
    method: this.#method.map,
  }

  /** Written out, as a loop over names would look each of them up. */
  add({user, nas, server, domain, method}: Place, at: number): void {
    this.all = count(this.all, at)
    this.#user.add(user, at)
    this.#nas.add(nas, at)
    this.#server.add(server, at)
    this.#domain.add(domain, at)
    this.#method.add(method, at)
  }
}

/** Failures of one signal, and since when they have gone on without a success. */
export class Failures extends Tally {
  /** By the value of a dimension ("all" without one): the first failure after the last success, and that success. */
  readonly runs = new Map<string, {since: number; lastGood: number | null; count: number}>()
  told: string | null = null

  fail(place: Place, at: number, told: string | null, goods: Tally): void {
    this.add(place, at)
    this.told = told ?? this.told
    this.#run('all', goods.all, at)
    for (const dimension of dimensions) {
      const value = place[dimension]
      if (value !== null) this.#run(`${dimension}:${value}`, goods.by[dimension].get(value), at)
    }
  }

  /** Gives a client that was known by its address the name under which its sign-ins are counted. */
  callClient(address: string, name: string, goods: Tally): void {
    const counted = this.by.nas.get(address)
    const run = this.runs.get(`nas:${address}`)
    if (!counted || !run || this.by.nas.has(name)) return
    this.by.nas.delete(address)
    this.by.nas.set(name, counted)
    const good = goods.by.nas.get(name)
    this.runs.delete(`nas:${address}`)
    this.runs.set(`nas:${name}`, {...run, lastGood: good && good.last < run.since ? good.last : null})
  }

  #run(key: string, good: Counted | undefined, at: number): void {
    const run = this.runs.get(key)
    const lastGood = good?.last ?? null
    if (run && (lastGood === null || lastGood <= run.since)) run.count++
    else if (run || this.runs.size < mostValues) this.runs.set(key, {since: at, lastGood, count: 1})
  }
}
