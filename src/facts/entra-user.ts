import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'

const shape = v.variant('present', [
  v.object({present: v.literal(false)}),
  v.object({
    present: v.literal(true),
    /** Which look-up found it: the name that was asked about, the name the extension sends, or the source anchor. */
    by: v.picklist(['name', 'sent', 'anchor']),
    id: v.string(),
    userPrincipalName: v.string(),
    userType: v.nullable(v.string()),
    accountEnabled: v.nullable(v.boolean()),
    /** Base64 of the source anchor; null for an account that lives in Entra only. */
    onPremisesImmutableId: v.nullable(v.string()),
    onPremisesSyncEnabled: v.nullable(v.boolean()),
    provisioningErrors: v.array(v.object({category: v.string(), property: v.string()})),
  }),
])
export type EntraUser = v.InferOutput<typeof shape>

export const entraUser = defineFact<EntraUser>({
  key: 'entra-user',
  about: 'the user’s account in Microsoft Entra',
  per: 'user',
  shape,
  identifies: {guid: ['/id', '/onPremisesImmutableId'], user: ['/userPrincipalName']},
})
