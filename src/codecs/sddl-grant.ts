import {type Ace, parseDacl, SddlError} from './sddl.ts'

/** FILE_GENERIC_READ, with which Windows opens a key's file. */
const read = '0x120089'

/**
 * The same security descriptor with one entry more at the end of its DACL, which lets somebody read; the others stay as
 * they are. Throws `SddlError` for what has no DACL to add to.
 */
export function withReader(sddl: string, sid: string): string {
  const entries = parseDacl(sddl)
  if (entries === null) throw new SddlError('no list of entries to add to')
  const end =
    entries.length > 0 ? endOf(sddl, entries) : /D:[A-Z]*/i.exec(sddl)![0].length + sddl.search(/D:/i)
  return `${sddl.slice(0, end)}(A;;${read};;;${sid})${sddl.slice(end)}`
}

/** The same without the entries that allow somebody something and are not in another security descriptor. */
export function withoutReader(sddl: string, sid: string, other: string): string {
  const there = (parseDacl(other) ?? []).map(({text}) => text)
  return (parseDacl(sddl) ?? [])
    .filter((ace) => ace.effect === 'allow' && ace.sid === sid && !there.includes(ace.text))
    .reduce((left, {text}) => left.replace(text, ''), sddl)
}

const endOf = (sddl: string, entries: readonly Ace[]): number =>
  entries.reduce((at, {text}) => sddl.indexOf(text, at) + text.length, 0)
