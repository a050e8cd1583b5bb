import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** Of a certificate or secret: added, removed. Of the application: enabled, disabled, or something else of it updated. */
const activity = v.picklist(['added', 'removed', 'updated', 'enabled', 'disabled'])
export type CredentialActivity = v.InferOutput<typeof activity>

/**
 * What the tenant's audit log says was changed of the service principal “Azure Multi-Factor Auth Client”. The log is
 * kept for thirty days with Entra ID P1, for seven without, and an entry may come some minutes late.
 */
const shape = v.object({
  /** ISO: from when on it is told. */
  since: time,
  /** Newest first. */
  changes: v.array(
    v.object({
      /** ISO. */
      at: time,
      activity,
      /** The person's principal name or the application's name; null where the log names none. */
      by: v.nullable(v.string()),
    }),
  ),
})
export type CredentialChanges = v.InferOutput<typeof shape>

export const credentialChanges = defineFact<CredentialChanges>({
  key: 'credential-changes',
  about: 'what was changed of “Azure Multi-Factor Auth Client” in the last thirty days',
  shape,
  identifies: {user: ['/changes/*/by']},
  measured: ['/since'],
})
