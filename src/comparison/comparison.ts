import * as v from 'valibot'
import {statuses} from '../core/outcome.ts'

const side = v.object({
  machine: v.string(),
  /** When its evidence was gathered. */
  at: v.string(),
  /** Whether it has no aliases at all. */
  inClear: v.boolean(),
  status: v.picklist(['healthy', 'red', 'undetermined']),
  /** The codes of its root causes. */
  rootCauses: v.array(v.string()),
})

const ending = v.object({
  status: v.picklist(statuses),
  code: v.string(),
  message: v.string(),
  /** Codes of the root causes that explain it. */
  because: v.array(v.string()),
})

const difference = v.object({
  /** The fact's key, for a user's fact with the user. */
  fact: v.string(),
  /** What the fact is, in words. */
  about: v.string(),
  /** Where in the fact's value; empty where the whole of it differs. */
  path: v.string(),
  /** The values; absent where there is none on that side. */
  a: v.exactOptional(v.unknown()),
  b: v.exactOptional(v.unknown()),
})

/** `npsmfa.diff/1`: names and fields are a contract; add, never rename. */
export const comparisonShape = v.object({
  schema: v.literal('npsmfa.diff/1'),
  tool: v.object({name: v.literal('npsmfa'), version: v.string()}),
  a: side,
  b: side,
  /** False: the same value has another alias in each bundle; what identifies is then no difference and no reason. */
  sameAliases: v.boolean(),
  /** Findings that end in another way. */
  findings: v.array(
    v.object({
      check: v.string(),
      title: v.string(),
      user: v.exactOptional(v.string()),
      /** Null where that side has no such finding. */
      a: v.nullable(ending),
      b: v.nullable(ending),
      /** The fewest differences that turn one ending into the other; none where names decide and aliases differ. */
      reasons: v.array(difference),
    }),
  ),
  /** Differences that change no finding. */
  others: v.array(difference),
})
export type Comparison = v.InferOutput<typeof comparisonShape>
export type Compared = Comparison['findings'][number]
export type Shown = v.InferOutput<typeof difference>
