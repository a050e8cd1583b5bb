import {dnParts} from './dn.ts'
import type {Entry} from './entry.ts'

const keyOf = (dn: string) => dnParts(dn).join('\0')

/** Whether links lead from an entry to `target`, directly or along further entries; groups may contain one another. */
export function leadsTo(
  from: Entry,
  target: string,
  all: readonly Entry[],
  linksOf: (entry: Entry) => readonly string[],
): boolean {
  const wanted = keyOf(target)
  const seen = new Set<string>()
  const open = [from]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    for (const key of linksOf(entry).map(keyOf)) {
      if (key === wanted) return true
      if (seen.has(key)) continue
      seen.add(key)
      open.push(...all.filter(({dn}) => keyOf(dn) === key))
    }
  }
  return false
}
