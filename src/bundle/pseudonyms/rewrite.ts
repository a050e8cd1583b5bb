/** A way to find something in a text, and what to put in its place. */
export interface Rule {
  in: RegExp
  alias(found: string): string
}

/** Applies rules in their order; what one has dealt with, no later one touches. */
export function rewrite(text: string, rules: readonly Rule[]): string {
  const [rule, ...later] = rules
  if (!rule || text === '') return text
  let [result, at] = ['', 0]
  for (const found of text.matchAll(rule.in)) {
    result += rewrite(text.slice(at, found.index), later) + rule.alias(found[0])
    at = found.index + found[0].length
  }
  return at === 0 ? rewrite(text, later) : result + rewrite(text.slice(at), later)
}
