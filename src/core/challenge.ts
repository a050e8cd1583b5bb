import * as v from 'valibot'
import {owners, statuses} from './outcome.ts'
import {time, tool} from './report.ts'

const ms = v.pipe(v.number(), v.integer(), v.minValue(0))

const step = v.object({
  /** A token; what the user may be asked for; asking; waiting for the user; the code that the user typed. */
  step: v.picklist(['token', 'methods', 'ask', 'wait', 'code']),
  ms,
  /** The service's result: "Success", "PhoneAppDenied" …; null where none came. */
  result: v.nullable(v.string()),
})

/** `npsmfa.challenge/1`: names and fields are a contract; add, never rename. Without token and code. */
export const challengeShape = v.object({
  schema: v.literal('npsmfa.challenge/1'),
  tool,
  at: time,
  user: v.string(),
  /** The MFA service that was asked; null where it did not come to that. */
  host: v.nullable(v.string()),
  /** The service's id of the method; null where the user's default was asked for and not told. */
  method: v.nullable(v.string()),
  steps: v.array(step),
  outcome: v.picklist(['accepted', 'refused', 'silence', 'undetermined']),
  status: v.picklist(statuses),
  exit: v.picklist([0, 1, 3]),
  verdict: v.string(),
  /** What may be behind a refusal, the likeliest first. */
  causes: v.array(
    v.object({causeId: v.string(), cause: v.string(), do: v.array(v.string()), owner: v.picklist(owners)}),
  ),
  next: v.array(v.string()),
})

export type ChallengeReport = v.InferOutput<typeof challengeShape>
export type ChallengeStep = v.InferOutput<typeof step>
/** What a challenge came to. */
export type ChallengeVerdict = Pick<
  ChallengeReport,
  'outcome' | 'status' | 'exit' | 'verdict' | 'causes' | 'next'
>
