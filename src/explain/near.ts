const mostWords = 40

/** Names that are spelled nearly like a word of the text, the nearest first. */
export function nearest(text: string, names: readonly string[]): string[] {
  const words = [
    ...new Set([/[A-Za-z][\w./-]{3,59}/g, /[A-Za-z][\w.-]{3,59}/g].flatMap((word) => text.match(word) ?? [])),
  ].slice(0, mostWords)
  const found = new Map<string, number>()
  for (const word of words)
    for (const name of names) {
      const most = Math.min(3, Math.floor(name.length / 5))
      const far = distance(word.toLowerCase(), name.toLowerCase(), most)
      if (far <= most && far < (found.get(name) ?? 9)) found.set(name, far)
    }
  return [...found]
    .sort((a, b) => a[1] - b[1])
    .slice(0, 3)
    .map(([name]) => name)
}

/** How many letters must change; more than `most` is not counted out. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length]!
}
