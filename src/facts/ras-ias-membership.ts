import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

/**
 * Whether the server may read the dial-in settings of accounts: its computer account must be in the domain's group RAS
 * and IAS Servers (RID 553 below the domain's SID; its name is localised), directly or through another group.
 */
const shape = v.object({
  /** The computer whose account was looked for, without the ending $. */
  computer: v.string(),
  /** Distinguished name of the group; null where the directory shows none. */
  group: v.nullable(v.string()),
  /** Null where the group or the computer's account cannot be seen. */
  member: v.nullable(v.boolean()),
})
export type RasIasMembership = v.InferOutput<typeof shape>

export const rasIasMembership = defineFact<RasIasMembership>({
  key: 'ras-ias-membership',
  about: 'the server’s membership in RAS and IAS Servers',
  shape,
  identifies: {host: ['/computer'], name: ['/group']},
})
