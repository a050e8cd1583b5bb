import * as v from 'valibot'
import {owners} from './outcome.ts'

/** An ISO 8601 time in UTC. */
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/))
const text = v.nullable(v.string())

/** How a sign-in attempt ended, as far as logs tell it. */
export const attemptOutcomes = [
  'accepted',
  'accepted-without-mfa',
  'accepted-mfa-not-seen',
  'refused-first-factor',
  'refused-by-extension',
  'extension-failed',
  'code-not-given',
  'unanswered',
] as const

/** `npsmfa.attempt/1`: one sign-in attempt as `npsmfa watch` tells it, one document a line; add, never rename. */
export const attemptShape = v.object({
  schema: v.literal('npsmfa.attempt/1'),
  /** The first and the last that was logged of it. */
  at: time,
  last: time,
  /** As the first log that names it calls who signs in; null where none does, or several were counted together. */
  user: text,
  domain: text,
  /** The RADIUS client: its name, else its address. */
  nas: text,
  server: text,
  /** How the password was proven: PAP, MS-CHAPv2, EAP. */
  method: text,
  outcome: v.picklist(attemptOutcomes),
  /** There was no answer yet: what comes is told then. */
  open: v.boolean(),
  /** It was told before, and what has been heard since says otherwise. */
  revised: v.boolean(),
  status: v.picklist(['pass', 'warn', 'fail', 'unknown']),
  /** What `npsmfa explain` and docs/ tell more under; null where nothing went wrong, or nothing is known. */
  code: v.nullable(v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+\/[a-z-]+$/))),
  /** The catalogue's name of the cause. */
  causeId: text,
  /** The code as the log has it. */
  told: text,
  message: v.string(),
  /** Who must act; null where nobody has to. */
  owner: v.nullable(v.picklist(owners)),
  do: v.array(v.string()),
  /** More than one where alike ones came so fast that they were counted together. */
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

export type ToldAttempt = v.InferOutput<typeof attemptShape>
export type AttemptOutcome = ToldAttempt['outcome']
