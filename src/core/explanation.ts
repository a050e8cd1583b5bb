import type {Owner} from './outcome.ts'

export type Confidence = 'high' | 'medium' | 'low'

export interface ExplainedCause {
  /** What it was recognised by, the deepest code last: "ext.ESTS_TOKEN_ERROR+AADSTS7000112". */
  code: string
  /** Stable id of the cause; null where it has none that is relied on. */
  causeId: string | null
  cause: string
  benign: boolean
  confidence: Confidence
  /** Checks of ours that confirm or exclude it. */
  confirm: string[]
  do: string[]
  owner: Owner
  docs: string
}

export interface Recognised {
  line: number
  what: string
  codes: string[]
  /** What these codes are often taken for, and are not. */
  not?: string
  user: string | null
  cid: string | null
}

/** `npsmfa.explanation/1`: names and fields are a contract; add, never rename. */
export interface Explanation {
  schema: 'npsmfa.explanation/1'
  verdict: string
  /** Ranked: the first is the one to act on. */
  causes: ExplainedCause[]
  recognised: Recognised[]
  /** How many pieces of the text said nothing that is known. */
  unrecognised: number
  /** Known codes that are spelled nearly like words of a text that was not recognised. */
  nearest: string[]
}
