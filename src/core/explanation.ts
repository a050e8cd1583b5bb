import * as v from 'valibot'
import {disruptions, owners, statuses} from './outcome.ts'

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
  /** Those of `do` that are commands, as they stand. */
  run: v.exactOptional(v.array(v.string())),
  owner: v.picklist(owners),
  /** What the cure disturbs, where that is known. */
  disrupts: v.exactOptional(v.picklist(disruptions)),
  docs: v.string(),
})

const explainedCheck = v.object({
  id: v.string(),
  title: v.string(),
  /** It is judged once for every user that was named. */
  perUser: v.boolean(),
  /** The keys of the facts that it judges. */
  facts: v.array(v.string()),
  /** What whoever looks must be allowed or be given to learn these. */
  permissions: v.array(v.string()),
  /** Checks, or single endings of theirs, that explain this one when they are red; and the checks that it explains. */
  after: v.array(v.string()),
  explains: v.array(v.string()),
  endings: v.array(v.object({code: v.string(), status: v.picklist(statuses), message: v.string()})),
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
  /** Checks of ours that were asked about as wholes; `causes` then has all their endings. */
  checks: v.exactOptional(v.array(explainedCheck)),
})

export type Explanation = v.InferOutput<typeof explanationShape>
export type ExplainedCause = v.InferOutput<typeof explainedCause>
export type ExplainedCheck = v.InferOutput<typeof explainedCheck>
export type Recognised = v.InferOutput<typeof recognised>
export type Confidence = ExplainedCause['confidence']
