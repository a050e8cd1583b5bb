import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

const shape = v.object({
  verifiedDomains: v.array(v.object({name: v.string(), isInitial: v.boolean()})),
  /** Null where the tenant was never synchronised. */
  syncEnabled: v.nullable(v.boolean()),
  /** ISO; null where there was none. */
  lastSync: v.nullable(time),
})
export type Organization = v.InferOutput<typeof shape>

export const organization = defineFact<Organization>({
  key: 'organization',
  about: 'the tenant’s domains and synchronisation',
  shape,
  identifies: {tenant: ['/verifiedDomains/*/name']},
  measured: ['/lastSync'],
})
