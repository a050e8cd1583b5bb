/** A way into a JSON value: a member's name, an element's place, or the element whose member `by` is `is`. */
export type Step = string | number | {by: string; is: unknown}

/** Where two JSON values differ; `a` or `b` is undefined where there is nothing on that side. */
export interface Difference {
  path: readonly Step[]
  a: unknown
  b: unknown
}

/** Members that tell the elements of a list apart, the surest first. The opaque ones are new wherever a thing is made anew. */
const opaque = ['thumbprint', 'keyId', 'id']
const identities = [...opaque, 'name', 'key', 'file', 'host', 'title', 'code', 'event', 'at']
/** Tried too where the lists are not of one length; else it says more what became of the element in a place. */
const further = ['sha1', 'text']

/** Every leaf in which two JSON values differ. Elements of lists are told by what identifies them, else by their place. */
export function differences(a: unknown, b: unknown, path: readonly Step[] = []): Difference[] {
  if (Array.isArray(a) && Array.isArray(b)) return ofLists(a, b, path)
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
      differences(a[name], b[name], [...path, name]),
    )
  return same(a, b) ? [] : [{path, a, b}]
}

function ofLists(a: readonly unknown[], b: readonly unknown[], path: readonly Step[]): Difference[] {
  const by = identityOf(a, b)
  if (by === undefined)
    return a.length === b.length && [...a, ...b].every(isObject)
      ? a.flatMap((element, place) => differences(element, b[place], [...path, place]))
      : same(a, b)
        ? []
        : [{path, a, b}]
  const of = (list: readonly unknown[]) => new Map(list.map((element) => [(element as Members)[by], element]))
  const [those, these] = [of(a), of(b)]
  return [...new Set([...those.keys(), ...these.keys()])].flatMap((is) =>
    differences(those.get(is), these.get(is), [...path, {by, is}]),
  )
}

function identityOf(a: readonly unknown[], b: readonly unknown[]): string | undefined {
  const known = a.length === b.length ? identities : [...identities, ...further]
  const by = known.find((name) => tellsApart(a, name) && tellsApart(b, name))
  const replaced = a.length === b.length && by !== undefined && opaque.includes(by) && !share(a, b, by)
  return replaced ? undefined : by
}

const share = (a: readonly unknown[], b: readonly unknown[], by: string) => {
  const those = new Set(a.map((element) => (element as Members)[by]))
  return b.some((element) => those.has((element as Members)[by]))
}

type Members = Readonly<Record<string, unknown>>
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const tellsApart = (list: readonly unknown[], name: string) =>
  list.every((element) => isObject(element) && /^(string|number)$/.test(typeof element[name])) &&
  new Set(list.map((element) => (element as Members)[name])).size === list.length
