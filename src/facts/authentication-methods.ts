import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.object({
  /** Kinds of registered methods, as Graph types them: "microsoftAuthenticator", "phone", "fido2" … */
  methods: v.array(v.string()),
  /** The method the user chose for a second factor: push, oath, voiceMobile, sms … ; null where it was not told. */
  preferred: v.nullable(v.string()),
})
export type AuthenticationMethods = v.InferOutput<typeof shape>

export const authenticationMethods = defineFact<AuthenticationMethods>({
  key: 'authentication-methods',
  about: 'the user’s authentication methods',
  per: 'user',
  shape,
})
