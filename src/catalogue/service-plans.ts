/**
 * Service plans that carry Entra MFA. Plan ids, not SKU names: lists of names go stale.
 * Source: Microsoft Learn, "Product names and service plan identifiers for licensing".
 */
export const mfaPlans: readonly string[] = [
  '8a256a2b-b617-496d-b51b-e76466e88db0', // MFA_PREMIUM
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d', // AAD_PREMIUM (Entra ID P1)
  'eec0eb4f-6444-4f95-aba0-50c24d67f998', // AAD_PREMIUM_P2 (Entra ID P2)
]

export const carriesMfa = (plans: readonly {id: string; status: string}[]): boolean =>
  plans.some(({id, status}) => mfaPlans.includes(id.toLowerCase()) && /^(success|enabled)$/i.test(status))
