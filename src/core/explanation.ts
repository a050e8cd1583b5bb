import * as v from 'valibot'
import {owners} from './outcome.ts'

const confidences = ['high', 'medium', 'low'] as const

const explainedCause = v.object({
  /** What it was recognised by, the deepest code last: "ext.ESTS_TOKEN_ERROR+AADSTS7000112". */
  code: v.string(),
  /** Stable id of the cause; null where it has none that is relied on. */
  causeId: v.nullable(v.string()),
  cause: v.string(),
  benign: v.boolean(),
  confidence: v.picklist(confidences),
  /** Checks of ours that confirm or exclude it. */
  confirm: v.array(v.string()),
  do: v.array(v.string()),
  owner: v.picklist(owners),
  docs: v.string(),
})

const recognised = v.object({
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  what: v.string(),
  codes: v.array(v.string()),
  /** What these codes are often taken for, and are not. */
  not: v.exactOptional(v.string()),
  user: v.nullable(v.string()),
  cid: v.nullable(v.string()),
})

/** `npsmfa.explanation/1`: names and fields are a contract; add, never rename. */
export const explanationShape = v.object({
  schema: v.literal('npsmfa.explanation/1'),
  verdict: v.string(),
  /** Ranked: the first is the one to act on. */
  causes: v.array(explainedCause),
  recognised: v.array(recognised),
  /** How many pieces of the text said nothing that is known. */
  unrecognised: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Known codes that are spelled nearly like words of a text that was not recognised. */
  nearest: v.array(v.string()),
})

export type Explanation = v.InferOutput<typeof explanationShape>
export type ExplainedCause = v.InferOutput<typeof explainedCause>
export type Recognised = v.InferOutput<typeof recognised>
export type Confidence = ExplainedCause['confidence']
