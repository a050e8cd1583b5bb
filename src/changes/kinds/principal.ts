import {defineChange} from '../change.ts'

type Args = {appId: string; name: string}

/** An application of Microsoft's that is to be in the tenant. */
export const principalCreated = defineChange<Args, {present: boolean}>({
  kind: 'principal-created',
  inTenant: true,
  look: async ({appId}, {doors, signal}) => ({
    present: (await doors.tenant().principal(appId, signal)) !== null,
  }),
  words: ({appId, name}, now) => ({
    what: `Create the service principal of “${name}”`,
    now: now.present ? 'it is in the tenant' : 'it is not in the tenant',
    then: 'it is in the tenant',
    undo: `Leave the service principal of “${name}”, which does no harm`,
    byHand: [`New-MgServicePrincipal -AppId ${appId}`],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now.present,
  async apply({appId}, _before, {doors, signal}) {
    await doors.tenant().create(appId, signal)
    return undefined
  },
  // Who takes an application of Microsoft's away takes more than was made here.
  async undo() {},
  isUndone: () => true,
})

/** One that is to be enabled for sign-in. */
export const principalEnabled = defineChange<Args, {enabled: boolean | null}>({
  kind: 'principal-enabled',
  inTenant: true,
  look: async ({appId}, {doors, signal}) => ({
    enabled: (await doors.tenant().principal(appId, signal))?.accountEnabled ?? null,
  }),
  words: ({appId, name}, now) => ({
    what: `Enable “${name}” for sign-in`,
    now:
      now.enabled === null
        ? 'it is not in the tenant'
        : `users ${now.enabled ? 'may' : 'may not'} sign in to it`,
    then: 'it is enabled, and the extension may get tokens',
    undo: `Leave “${name}” enabled: disabled, it keeps every NPS server of the tenant from working`,
    byHand: [
      `Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal -Filter "appId eq '${appId}'").Id -AccountEnabled`,
    ],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now.enabled === true,
  async apply({appId}, _before, {doors, signal}) {
    await doors.tenant().enable(appId, signal)
    return undefined
  },
  async undo() {},
  isUndone: () => true,
})
