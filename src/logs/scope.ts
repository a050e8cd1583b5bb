import type {Failures, Tally} from './counted.ts'
import {dimensions} from './dimensions.ts'

export interface Scope {
  /** "all", "unknown", or a dimension and its value. */
  scope: string
  /** Milliseconds. */
  since: number
  lastGood: number | null
  /** Whether a success within the scope has come after the last failure. */
  over: boolean
}

/** What a fault befalls by what it is, where the records do not tell. */
export type Nature = 'all' | 'user' | 'nas' | 'none'

/** Whether there was a success of another value while these failures went on. */
const othersWorked = (values: ReadonlyMap<string, {last: number}>, value: string, since: number) =>
  [...values].some(([name, good]) => name !== value && good.last >= since)

/** Whom or what it befalls still: the values that have not worked since; all, where every one has. */
export function lasting({by}: Failures, goods: Tally, dimension: (typeof dimensions)[number]): string[] {
  const all = [...by[dimension].keys()]
  const still = all.filter(
    (value) => (goods.by[dimension].get(value)?.last ?? 0) <= by[dimension].get(value)!.last,
  )
  return still.length > 0 ? still : all
}

/**
 * For whom it fails: the narrowest limit within which nobody got in while others did. `byNature` is what decides where
 * nobody else was seen at all.
 */
export function scopeOf(failures: Failures, goods: Tally, byNature: Nature): Scope {
  const {first, last} = failures.all!
  const limited = dimensions.find((dimension) => {
    const [value, ...others] = lasting(failures, goods, dimension)
    if (value === undefined || others.length > 0) return false
    const own = goods.by[dimension].get(value)
    const worked = own !== undefined && own.last >= first && own.last <= last
    if (dimension === byNature) return true
    return !worked && othersWorked(goods.by[dimension], value, run(failures, `${dimension}:${value}`))
  })
  if (limited) return at(failures, goods, limited, lasting(failures, goods, limited)[0]!)
  const nobody = goods.all === undefined || goods.all.last < first || goods.all.first > last
  const everybody = nobody || byNature === 'all'
  const {since, lastGood} = failures.runs.get('all')!
  return {scope: everybody ? 'all' : 'unknown', since, lastGood, over: (goods.all?.last ?? 0) > last}
}

const run = (failures: Failures, key: string) => failures.runs.get(key)?.since ?? failures.all!.first

function at(failures: Failures, goods: Tally, dimension: (typeof dimensions)[number], value: string): Scope {
  const {since, lastGood} = failures.runs.get(`${dimension}:${value}`)!
  const good = goods.by[dimension].get(value)
  return {scope: `${dimension}:${value}`, since, lastGood, over: (good?.last ?? 0) > failures.all!.last}
}
