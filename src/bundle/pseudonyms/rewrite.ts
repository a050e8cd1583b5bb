/** Finds what no pattern can tell. */
export interface Finder {
  find(text: string): Iterable<{0: string; index: number}>
}

/** What a pattern finds, without that which is something else. */
export const except = (pattern: RegExp, isOther: (found: string) => boolean): Finder => ({
  *find(text) {
    for (const one of text.matchAll(pattern)) if (!isOther(one[0])) yield one
  },
})

/** A way to find something in a text, and what to put in its place. */
export interface Rule {
  in: RegExp | Finder
  alias(found: string): string
}

const foundIn = (text: string, {in: way}: Rule) => ('find' in way ? way.find(text) : text.matchAll(way))

/** Applies rules in their order; what one has dealt with, no later one touches. */
export function rewrite(text: string, rules: readonly Rule[]): string {
  const [rule, ...later] = rules
  if (!rule || text === '') return text
  let [result, at] = ['', 0]
  for (const found of foundIn(text, rule)) {
    result += rewrite(text.slice(at, found.index), later) + rule.alias(found[0])
    at = found.index + found[0].length
  }
  return at === 0 ? rewrite(text, later) : result + rewrite(text.slice(at), later)
}
