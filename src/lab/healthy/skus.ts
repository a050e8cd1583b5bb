import type {Sku} from '../state.ts'

type Plan = Sku['servicePlans'][number]

const plan = (servicePlanName: string, servicePlanId: string, service: string): Plan => ({
  servicePlanId,
  servicePlanName,
  provisioningStatus: 'Success',
  appliesTo: 'User',
  service,
})

// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference

/** Microsoft 365 E3, which carries Entra MFA. */
export const speE3 = (): Sku => ({
  skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  skuPartNumber: 'SPE_E3',
  capabilityStatus: 'Enabled',
  units: 25,
  servicePlans: [
    plan('AAD_PREMIUM', '41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AADPremiumService'),
    plan('MFA_PREMIUM', '8a256a2b-b617-496d-b51b-e76466e88db0', 'MultiFactorService'),
    plan('EXCHANGE_S_ENTERPRISE', 'efb87545-963c-4e0d-99df-69c6916d9eb0', 'exchange'),
  ],
})

/** Office 365 E1, which does not. */
export const standardPack = (): Sku => ({
  skuId: '18181a46-0d4e-45cd-891e-60aabd171b4e',
  skuPartNumber: 'STANDARDPACK',
  capabilityStatus: 'Enabled',
  units: 25,
  servicePlans: [plan('EXCHANGE_S_STANDARD', '9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'exchange')],
})
