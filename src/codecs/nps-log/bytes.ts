/** Bytes of markup. */
export const [space, hyphen, slash, lessThan, equals, greaterThan] = [32, 45, 47, 60, 61, 62]

export const bytesOf = (text: string): Buffer => Buffer.from(text)

/** Whether `wanted` stands at a place. */
export function standsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false
  return true
}

/** The number that so many digits make, -1 where one of them is no digit. */
export function digits(bytes: Uint8Array, at: number, count: number): number {
  let number = 0
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i]! - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    number = number * 10 + digit
  }
  return number
}

let [lastDay, lastUtc] = [-1, 0]

/** A day and a time on the clock as milliseconds of UTC; NaN for what no calendar has. Most records are of one day. */
export function milliseconds(year: number, month: number, day: number, clock: number): number {
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN
  const asked = (year * 16 + month) * 32 + day
  if (asked !== lastDay) [lastDay, lastUtc] = [asked, Date.UTC(year, month - 1, day)]
  return lastUtc + clock
}

/** `08:15:02` as milliseconds; NaN where it is none. */
export function clockAt(bytes: Uint8Array, at: number): number {
  const [hour, minute, second] = [digits(bytes, at, 2), digits(bytes, at + 3, 2), digits(bytes, at + 6, 2)]
  const colons = bytes[at + 2] === 58 && bytes[at + 5] === 58
  return colons && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
    ? ((hour * 60 + minute) * 60 + second) * 1000
    : Number.NaN
}

/** "2026-11-23T08:15:02.1234567Z" */
export function instantAt(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  const fraction = length < 24 ? 0 : digits(bytes, from + 20, 3)
  if (length < 20 || length === 21 || length === 22 || length === 23 || length > 30) return Number.NaN
  if (fraction < 0 || bytes[to - 1] !== 90 || bytes[from + 10] !== 84) return Number.NaN
  const [year, month, day] = [digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, from + 8, 2)]
  return milliseconds(year, month, day, clockAt(bytes, from + 11) + fraction)
}
