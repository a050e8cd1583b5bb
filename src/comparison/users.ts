import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import {splitKey} from '../core/fact.ts'
import {run} from '../facts/run.ts'

/** `b` with its users called as in `a`: where one is left on each side, it is the same question about another person. */
export const withUsersOf = (a: EvidenceRecord, b: EvidenceRecord): EvidenceRecord =>
  renamed(b, sameUsers(a, b))

function sameUsers(a: EvidenceRecord, b: EvidenceRecord): ReadonlyMap<string, string> {
  const [those, these] = [a, b].map((record) => valueIn(record, run)?.users ?? [])
  const [alone, other] = [
    those!.filter((u) => !these!.includes(u)),
    these!.filter((u) => !those!.includes(u)),
  ]
  return new Map(alone.length === 1 && other.length === 1 ? [[other[0]!, alone[0]!]] : [])
}

function renamed(record: EvidenceRecord, names: ReadonlyMap<string, string>): EvidenceRecord {
  const asked = record[run.key]
  const to = (user: string) => names.get(user) ?? user
  const keys = Object.entries(record).map(([key, evidence]) => {
    const {fact, user} = splitKey(key)
    return [user === null ? key : `${fact} ${to(user)}`, evidence]
  })
  const users = valueIn(record, run)?.users.map(to)
  return {
    ...Object.fromEntries(keys),
    ...(asked?.known && users ? {[run.key]: {...asked, value: {...(asked.value as object), users}}} : {}),
  }
}
