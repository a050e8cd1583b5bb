/** Its place in a `Turn`; -1 where it has none. */
export interface InTurn {
  turn: number
}

/** So many empty places are carried along before the rest moves up. */
const mostEmpty = 4_096

/**
 * Things in the order in which they were last moved to the end. A Set from which something is deleted at every move would
 * be built anew all the time, and what it held then would outlive the young generation each time.
 */
export class Turn<T extends InTurn> {
  #places: (T | null)[] = []
  #first = 0
  size = 0

  /** Moves to the end what is there already. */
  last(one: T): void {
    this.remove(one)
    this.size++
    one.turn = this.#places.length
    this.#places.push(one)
    if (this.#places.length > this.size + mostEmpty) this.#moveUp()
  }

  remove(one: T): void {
    if (one.turn < 0) return
    this.#places[one.turn] = null
    one.turn = -1
    this.size--
  }

  /** Whose turn is next; it stays. */
  first(): T | undefined {
    while (this.#first < this.#places.length && this.#places[this.#first] === null) this.#first++
    return this.#places[this.#first] ?? undefined
  }

  /** Everything, in turn. */
  all(): T[] {
    return this.#places.filter((one) => one !== null)
  }

  #moveUp(): void {
    const all = this.all()
    for (const [turn, one] of all.entries()) one.turn = turn
    this.#places = all
    this.#first = 0
  }
}
