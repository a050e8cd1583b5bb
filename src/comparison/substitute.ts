import type {Difference, Step} from './differences.ts'

// biome-ignore lint/suspicious/noExplicitAny: a JSON value of whatever shape is walked here.
type Json = any

/** `value` as it would be with the other side's part of these differences; `value` itself stays as it is. */
export function substitute(value: unknown, differences: readonly Difference[]): unknown {
  const copy = structuredClone({value}) as Json
  for (const {path, b} of differences) put(copy, ['value', ...path], b)
  return copy.value
}

function put(holder: Json, path: readonly Step[], b: unknown) {
  const [step, ...rest] = path
  const place = typeof step === 'object' ? placeOf(holder, step.by, step.is) : step!
  if (rest.length > 0) return put(holder[place], rest, b)
  if (b !== undefined) holder[place] = structuredClone(b)
  else if (Array.isArray(holder)) holder.splice(place as number, 1)
  else delete holder[place]
}

/** Where the element stands; behind the last where there is none yet. */
function placeOf(list: readonly Json[], by: string, is: unknown): number {
  const place = list.findIndex((element) => element[by] === is)
  return place < 0 ? list.length : place
}
