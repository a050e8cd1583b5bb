import * as v from 'valibot'

/** ISO 8601 in UTC; an account in Active Directory may end in the year 30828 (ECMA-262 §21.4.1.32.1). */
const iso = /^(?:\d{4}|\+\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A time; a text that is none would compare as neither earlier nor later, and so pass for good. */
export const time = v.pipe(
  v.string(),
  v.check((text) => iso.test(text) && !Number.isNaN(Date.parse(text))),
)

/** Milliseconds since 1970, up to the last year of four digits, so that times computed from it are times still. */
export const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(Date.UTC(10_000, 0) - 1))
