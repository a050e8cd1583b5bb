/** A value for a slot. Times are ISO strings, durations milliseconds: checks give values, only this file words them. */
export type Slot = string | number | {time: string} | {duration: number} | readonly string[]
export type Slots = Readonly<Record<string, Slot>>

/** Control and direction characters, which a terminal would obey. */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
const escaped = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text on one line in which nothing can be obeyed: control and direction characters are spelt out. */
export const visible = (text: string): string =>
  text.replace(obeyed, (c) => (/[\n\t]/.test(c) ? ' ' : escaped(c)))

/** The beginning of it, where it is longer than so many characters once it can be seen. */
export function cut(text: string, longest: number): string {
  const safe = visible(text.slice(0, longest * 2))
  return safe.length > longest ? `${safe.slice(0, longest)}…` : safe
}

/** More of a foreign text is not printed. */
const longest = 400

/** Makes foreign text safe to print on a terminal: no control or direction characters, one line, bounded length. */
export const plain = (text: string): string => cut(text, longest)

/** JSON for people and programs alike: the same document, in which nothing can move a terminal's cursor. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(obeyed, (c) => (c === '\n' ? c : escaped(c)))

/** The same on one line, for a document a line. */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(obeyed, escaped)

const units: readonly [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
]

/** A length of time in its two largest units: "2 d 3 h", "20 min", "0 s". */
export function duration(ms: number): string {
  let rest = Math.round(Math.abs(ms) / 1000) * 1000
  const parts: string[] = []
  for (const [unit, size] of units) {
    const n = Math.floor(rest / size)
    if (n > 0) parts.push(`${n} ${unit}`)
    rest -= n * size
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

/** How long a run took: the same, and in milliseconds below a second. */
export const took = (ms: number): string => (ms < 1000 ? `${ms} ms` : duration(ms))

/** "2026-11-23 08:55 UTC"; a text that is no time is shown as it is. */
export function time(iso: string): string {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? plain(iso) : `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function word(slot: Slot): string {
  if (typeof slot === 'string') return plain(slot)
  if (typeof slot === 'number') return String(slot)
  if ('time' in slot) return time(slot.time)
  if ('duration' in slot) return duration(slot.duration)
  return slot.map((s) => plain(s)).join(', ')
}

/** Fills the `{slots}` of a declared text. */
export const fill = (text: string, slots: Slots): string => fillWith(text, slots, (value) => value)

/** Fills the slots of a PowerShell command: a value from outside must stay a value when the command is copied. */
export const fillCommand = (text: string, slots: Slots): string => fillWith(text, slots, powerShellText)

const fillWith = (text: string, slots: Slots, as: (value: string) => string): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in slots ? as(word(slots[name]!)) : whole))

/** A single-quoted string, in which PowerShell expands nothing; it takes typographic quotes for quotes too. */
export const powerShellText = (value: string): string => `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`
