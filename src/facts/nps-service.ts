import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

export const serviceState = v.picklist([
  'running',
  'stopped',
  'start-pending',
  'stop-pending',
  'paused',
  'pause-pending',
  'continue-pending',
])
export const startType = v.picklist(['boot', 'system', 'automatic', 'manual', 'disabled'])

/** The service IAS, "Network Policy Server". */
const shape = v.variant('present', [
  v.object({present: v.literal(false)}),
  v.object({
    present: v.literal(true),
    state: serviceState,
    startType,
    /** As the service manager writes it. */
    account: v.string(),
    /** Null where Windows does not know the account. */
    accountSid: v.nullable(v.string()),
    /** Why the account could not be looked up; absent where Windows knows it, or knows that there is none. */
    accountProblem: v.optional(v.string()),
    /** ServiceSidType: none is also what an absent value means; null for any other value. */
    sidType: v.nullable(v.picklist(['none', 'unrestricted', 'restricted'])),
    /** ISO; null where it does not run or its process cannot be asked. */
    startedAt: v.nullable(time),
  }),
])
export type NpsService = v.InferOutput<typeof shape>

export const npsService = defineFact<NpsService>({
  key: 'nps-service',
  about: 'the service Network Policy Server (IAS)',
  shape,
  identifies: {user: ['/account'], sid: ['/accountSid'], text: ['/accountProblem']},
})
