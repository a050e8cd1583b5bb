import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const common = {
  /** The name that was asked for: the one that the extension sends. */
  name: v.string(),
}

/** What the MFA service may ask a user for (`GetAvailableAuthenticationMethods`), which rings no phone. */
const shape = v.variant('answer', [
  v.object({
    ...common,
    answer: v.literal('methods'),
    methods: v.array(
      v.object({
        /** The service's id: "PhoneAppNotification", "OneWaySMS" … */
        id: v.string(),
        isDefault: v.boolean(),
        /** The last two digits of its phone number; null where it has none. */
        phone: v.nullable(v.string()),
      }),
    ),
  }),
  v.object({
    ...common,
    answer: v.literal('refused'),
    /** The service's result: "UserNotFound" … */
    result: v.string(),
    message: v.string(),
  }),
])
export type MfaServiceUser = v.InferOutput<typeof shape>

export const mfaServiceUser = defineFact<MfaServiceUser>({
  key: 'mfa-service-user',
  about: 'what the MFA service may ask the user for',
  per: 'user',
  shape,
  identifies: {user: ['/name'], text: ['/message', '/methods/*/phone']},
})
