import * as v from 'valibot'
import {disruptions, owners, type Status, statuses} from './outcome.ts'

/** An ISO 8601 time in UTC. */
export const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** `<check>/<ending>`. */
export const code = v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+\/[a-z-]+$/))

const hint = v.object({
  do: v.array(v.string()),
  run: v.array(v.string()),
  /** The code under which `npsmfa explain` and docs/ tell more. */
  docs: v.string(),
  owner: v.picklist(owners),
  disrupts: v.picklist(disruptions),
})
/** Empty where there is nothing to do. */
const hintOrNothing = v.union([hint, v.record(v.string(), v.never())])

export const tool = v.object({name: v.literal('npsmfa'), version: v.string()})

export const finding = v.object({
  check: v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+$/)),
  area: v.string(),
  title: v.string(),
  status: v.picklist(statuses),
  code,
  message: v.string(),
  /** Codes of the root causes that explain it. */
  because: v.array(code),
  hint: hintOrNothing,
  /** The user it speaks of, in checks that are made for every user. */
  user: v.exactOptional(v.string()),
})

/** Something that was changed, with its time. */
const change = v.object({what: v.string(), at: time})

const rootCause = v.object({
  code,
  status: v.picklist(['fail', 'warn']),
  message: v.string(),
  owner: v.picklist(owners),
  /** The first refusal that logs show, else what the facts tell; null where nothing tells. */
  since: v.nullable(time),
  /** The last sign-in within the scope that worked before; null where none was seen. */
  lastGood: v.nullable(time),
  scope: v.pipe(v.string(), v.regex(/^(all|unknown|(user|nas|server|domain|method):[\s\S]+)$/)),
  /** What changed between the last good sign-in and the first refusal, the latest first. */
  changedBefore: v.array(change),
  explains: v.array(code),
  hint: hintOrNothing,
})

/** Sign-ins over the time that logs cover. */
const signIns = v.object({
  /** The first and the last one. */
  from: time,
  to: time,
  /** How long a bucket is, in milliseconds. */
  stepMs: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The oldest first; one in which nobody tried to sign in is left out. */
  buckets: v.pipe(
    v.array(
      v.object({
        /** When it begins. */
        at: time,
        accepted: count,
        /** Of these, let in without the second factor. */
        withoutMfa: count,
        /** Refused, or never answered. */
        refused: count,
      }),
    ),
    v.maxLength(60),
  ),
})

const verdicts = ['healthy', 'red', 'undetermined'] as const

const report = v.object({
  schema: v.literal('npsmfa.report/1'),
  tool,
  /** When the evidence was gathered. */
  at: time,
  /** The day as of which it is judged, where that is another (`--at`). */
  asOf: v.exactOptional(time),
  /** A warning counts as red (`--strict`). */
  strict: v.exactOptional(v.literal(true)),
  /** Check ids or areas to which the run was narrowed, and those that were left out; absent where all was looked at. */
  selection: v.exactOptional(v.object({only: v.array(v.string()), skip: v.array(v.string())})),
  machine: v.object({
    name: v.string(),
    platform: v.string(),
    as: v.string(),
    elevated: v.boolean(),
    source: v.picklist(['live', 'lab', 'lab tenant, live machine', 'bundle', 'logs']),
  }),
  status: v.picklist(verdicts),
  exit: v.picklist([0, 1, 3]),
  rootCauses: v.array(rootCause),
  findings: v.pipe(v.array(finding), v.minLength(1)),
  /** What since and scope could not be taken from: logs that are off, unreadable, or too short. */
  notSeen: v.array(v.string()),
  /** Absent where no logs were read, or none of them tells of a sign-in. */
  signIns: v.exactOptional(signIns),
  tookMs: count,
})

const span = v.object({count: v.pipe(v.number(), v.integer(), v.minValue(1)), first: time, last: time})
const tally = {accepted: count, refused: count, first: time, last: time}

/** What `npsmfa logs` counts. */
const attempts = v.object({
  outcomes: v.record(v.string(), span),
  lastGood: v.nullable(time),
  duplicates: count,
  byUser: v.array(v.object({user: v.string(), ...tally})),
  byNas: v.array(v.object({nas: v.string(), ...tally})),
})

/** A log, and how the reading of it went. */
const logSource = v.object({
  file: v.string(),
  bytes: count,
  formats: v.array(v.string()),
  records: count,
  unreadable: count,
  /** Why nothing more of it could be read; null where it was read to its end. */
  error: v.nullable(v.string()),
  notes: v.array(v.string()),
})

/** `npsmfa.report/1` of `npsmfa logs`: the same document, in which each cause says more, with what it counts. */
const logReport = v.object({
  ...report.entries,
  rootCauses: v.array(
    v.object({
      ...rootCause.entries,
      since: time,
      /** The catalogue's name of the cause. */
      causeId: v.string(),
      /** A sign-in within the scope worked again afterwards. */
      over: v.boolean(),
      seen: v.object({users: count, ...span.entries}),
    }),
  ),
  attempts,
  sources: v.array(logSource),
  /** It was ended early: what it tells is of what had been read. */
  partial: v.boolean(),
})

/** Shapes of `npsmfa.report/1`: names and fields are a contract; add, never rename. */
export const reportShapes = {report, logReport}

export type Report = v.InferOutput<typeof report>
export type LogReport = v.InferOutput<typeof logReport>
export type ReportHint = v.InferOutput<typeof hint>
export type Selection = NonNullable<Report['selection']>
export type Finding = v.InferOutput<typeof finding>
export type RootCause = v.InferOutput<typeof rootCause>
export type LogRootCause = LogReport['rootCauses'][number]
export type Change = v.InferOutput<typeof change>
export type SignIns = v.InferOutput<typeof signIns>
export type Attempts = v.InferOutput<typeof attempts>
export type LogSource = v.InferOutput<typeof logSource>
export type Span = v.InferOutput<typeof span>
export type Verdict = Report['status']

const exits = {healthy: 0, red: 1, undetermined: 3} as const

/**
 * Red when something fails (with `strict` also when something warns), else undetermined when something asked for is
 * unknown, or nothing at all was looked at.
 */
export function verdict(findings: readonly Finding[], strict: boolean): {status: Verdict; exit: 0 | 1 | 3} {
  const has = (status: Status) => findings.some((f) => f.status === status)
  const red = has('fail') || (strict && has('warn'))
  const blind = findings.every((f) => f.status === 'skip')
  const status = red ? 'red' : has('unknown') || blind ? 'undetermined' : 'healthy'
  return {status, exit: exits[status]}
}
