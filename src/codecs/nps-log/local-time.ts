/** How an export orders the numbers of a date that the system wrote in its own language's way. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const date =
  /^(\d{1,4})([./-])\s?(\d{1,2})[./-]\s?(\d{1,4})\.?,?\s{1,3}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s{0,2}([ap]\.?\s?m\.?)?$/i

/** What a date proves of its order; null where it could be either. */
export function orderOf(text: string): DateOrder | null {
  const [, first, separator, second, third] = date.exec(clean(text)) ?? []
  if (first === undefined) return null
  if (first.length === 4) return 'ymd'
  if (third!.length !== 4) return null
  if (separator === '.' || Number(first) > 12) return 'dmy'
  return Number(second) > 12 ? 'mdy' : null
}

/** What is taken where no date of a file proves its order: a twelve-hour clock is American. */
export const likelyOrder = (text: string): DateOrder => (/[ap]\.?\s?m\.?\s*$/i.test(text) ? 'mdy' : 'dmy')

/** A local time, as milliseconds of a wall clock taken for UTC; NaN where it is none. */
export function localTime(text: string, order: DateOrder): number {
  const [, a, , b, c, hours, minutes, seconds = '0', half] = date.exec(clean(text)) ?? []
  if (a === undefined) return Number.NaN
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a]
  const twelve = half === undefined ? 0 : /^p/i.test(half) ? 12 : 0
  const hour = (half === undefined ? Number(hours) : Number(hours) % 12) + twelve
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1990 || m < 1 || m > 12 || d < 1 || d > 31 || hour > 23) return Number.NaN
  return Date.UTC(y, m - 1, d, hour, Number(minutes), Number(seconds))
}

/** Windows puts direction marks and narrow spaces into dates. */
const clean = (text: string) =>
  text
    .slice(0, 64)
    .replace(/[\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
