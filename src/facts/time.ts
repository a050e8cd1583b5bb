import * as v from 'valibot'

/** ISO 8601 in UTC, as reports have it. */
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A time; a text that is none would compare as neither earlier nor later, and so pass for good. */
export const time = v.pipe(
  v.string(),
  v.check((text) => iso.test(text) && !Number.isNaN(Date.parse(text))),
)
