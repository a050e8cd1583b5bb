/** How many different kinds are kept: more than there are codes and clients in an installation. */
const mostKinds = 200

export interface Tallied {
  count: number
  /** ISO. */
  first: string
  last: string
  /** How many different names. */
  users: number
}

export interface Happening<Kind> {
  kind: Kind
  at: string
  user: string | null
}

/** Counts what happened by its kind, the most recent kind first. */
export function tally<Kind extends object>(happenings: readonly Happening<Kind>[]): (Kind & Tallied)[] {
  const kinds = new Map<string, {kind: Kind; times: string[]; users: Set<string>}>()
  for (const {kind, at, user} of happenings) {
    const key = JSON.stringify(kind)
    const entry = kinds.get(key) ?? {kind, times: [], users: new Set<string>()}
    kinds.set(key, entry)
    entry.times.push(at)
    if (user !== null) entry.users.add(user.trim().toLowerCase())
  }
  return [...kinds.values()]
    .map(({kind, times, users}) => {
      const sorted = times.sort()
      return {...kind, count: times.length, first: sorted[0]!, last: sorted.at(-1)!, users: users.size}
    })
    .sort((a, b) => (a.last < b.last ? 1 : -1))
    .slice(0, mostKinds)
}
