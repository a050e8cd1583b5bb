import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/** What the audit policy records of NPS in the Security log. */
const shape = v.object({success: v.boolean(), failure: v.boolean()})
export type NpsAuditing = v.InferOutput<typeof shape>

export const npsAuditing = defineFact<NpsAuditing>({
  key: 'nps-auditing',
  about: 'the audit policy for NPS',
  shape,
})
