/** One record of an NPS accounting log, whatever its format (Microsoft Learn, "Interpret NPS log files"). */
export interface AccountingRecord {
  /** The server's wall clock in milliseconds, as if it were UTC: the formats name no time zone. */
  wall: number
  computer: string | null
  packet: number
  /** User-Name, as the client sent it. */
  user: string | null
  /** The account that NPS made of it: DOMAIN\name, or a path in the directory. */
  account: string | null
  /** Address of the RADIUS client, and the name that NPS has for it. */
  client: string | null
  clientName: string | null
  authentication: number | null
  reason: number | null
  policy: string | null
  /** Class: the same in a request and its answer. */
  session: string | null
}

/** RADIUS packet types (RFC 2865, RFC 2866). */
export const packets = {request: 1, accept: 2, reject: 3, accounting: 4, challenge: 11} as const

export const whole = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,10}$/.test(text) ? Number(text) : null

/** A value that says something; a longer one is cut, as Windows cuts names at 256 characters. */
export const told = (text: string | undefined): string | null => {
  if (text === undefined || text === '' || text === '-') return null
  return text.length > 512 ? text.slice(0, 512) : text
}

/** "11/23/2026" and "08:15:02.123"; NaN for anything else. Not localised in these logs. */
export function wallClock(date: string, time: string): number {
  const [, month, day, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(date) ?? []
  const [, hour, minute, second, fraction = '0'] =
    /^(\d\d?):(\d\d):(\d\d)(?:\.(\d{1,3})\d{0,6})?$/.exec(time) ?? []
  if (year === undefined || hour === undefined) return Number.NaN
  const [m, d, h] = [Number(month), Number(day), Number(hour)]
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 23) return Number.NaN
  return Date.UTC(Number(year), m - 1, d, h, Number(minute), Number(second), Number(fraction.padEnd(3, '0')))
}
