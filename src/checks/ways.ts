/** What keeps Microsoft Graph from telling anything: its host, or a tenant that is not there. */
export const throughGraph = ['endpoints.graph', 'tenant.exists', 'tenant.cloud'] as const

/** What keeps a directory from telling anything besides its own faults: a name server that is down for all names. */
export const throughNames = ['endpoints.login/name-timeout', 'endpoints.login/name-failed'] as const
