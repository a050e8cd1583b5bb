/** More names than an installation has people; beyond them counting by name ends. */
const mostNames = 20_000
const names = new Map<string, string>()

/** The text as a string of its own: a piece of a larger one keeps all of that in memory. */
export function own(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const copy = JSON.parse(JSON.stringify(text)) as string
  if (names.size >= mostNames) names.clear()
  names.set(copy, copy)
  return copy
}
