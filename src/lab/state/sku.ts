/** A subscription of the tenant, with what it contains. */
export interface Sku {
  skuId: string
  skuPartNumber: string
  /** `Warning` is the grace period after the end; what comes later is no longer served. */
  capabilityStatus: 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut'
  /** How many were bought. */
  units: number
  servicePlans: ServicePlan[]
}

export interface ServicePlan {
  servicePlanId: string
  servicePlanName: string
  provisioningStatus: 'Success' | 'Disabled' | 'PendingInput' | 'PendingActivation' | 'PendingProvisioning'
  appliesTo: 'User' | 'Company'
  /** The service behind it, as the plans assigned to a user name it. */
  service: string
}
