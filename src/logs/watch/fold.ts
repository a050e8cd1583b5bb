import type {ToldAttempt} from '../../core/attempt.ts'

/** So many sentences a second can be read, or at least seen; the rest is counted. */
const perSecond = 20
const mostKinds = 50

/** Tells attempts one by one, and in a flood of them only how many there were of each kind in that second. */
export class Fold {
  /** Since when the present second counts, and what was told in it. */
  #since = Number.NEGATIVE_INFINITY
  #told = 0
  #kinds = new Map<string, ToldAttempt>()

  /** What is to be said now of these; nothing but counts while nobody listens (`slow`). */
  take(attempts: readonly ToldAttempt[], now: number, slow = false): ToldAttempt[] {
    const said: ToldAttempt[] = []
    if (now - this.#since >= 1_000) {
      if (!slow) said.push(...this.end())
      this.#since = now
      this.#told = 0
    }
    for (const attempt of attempts) {
      if (slow || this.#told >= perSecond) this.#count(attempt)
      else {
        this.#told++
        said.push(attempt)
      }
    }
    return said
  }

  /** What was only counted. */
  end(): ToldAttempt[] {
    const all = [...this.#kinds.values()]
    this.#kinds = new Map()
    return all
  }

  #count(attempt: ToldAttempt): void {
    const exact = `${attempt.outcome} ${attempt.open} ${attempt.code} ${attempt.told}`
    const key = this.#kinds.has(exact) || this.#kinds.size < mostKinds ? exact : attempt.outcome
    const other = this.#kinds.get(key)
    this.#kinds.set(key, other ? together(other, attempt) : attempt)
  }
}

function together(a: ToldAttempt, b: ToldAttempt): ToldAttempt {
  const same = (key: 'user' | 'domain' | 'nas' | 'server' | 'method') => (a[key] === b[key] ? a[key] : null)
  return {
    ...a,
    ...{user: same('user'), domain: same('domain'), nas: same('nas'), server: same('server')},
    ...{method: same('method'), revised: a.revised && b.revised, count: a.count + b.count},
    at: a.at < b.at ? a.at : b.at,
    last: a.last > b.last ? a.last : b.last,
  }
}
