import type {DirectoryAudit} from '@microsoft/microsoft-graph-types'
import type {Audit, Tenant} from '../../state.ts'
import {ago, type Row} from './row.ts'

/** With Entra ID P1 or P2 the log is kept for thirty days. */
const keptMinutes = 30 * 24 * 60

/** The tenant's audit log, newest first. */
export const auditRows = (tenant: Tenant, now: Date): Row[] =>
  tenant.audits
    .filter(({minutesAgo}) => minutesAgo <= keptMinutes)
    .sort((a, b) => a.minutesAgo - b.minutesAgo)
    .map((audit, index) => auditRow(audit, index, tenant, now))

function auditRow(
  {minutesAgo, activity, result, by, target, modified}: Audit,
  index: number,
  {principals}: Tenant,
  now: Date,
): Row {
  const correlationId = `c0a8e001-0000-4000-8000-${String(minutesAgo).padStart(12, '0')}`
  return {
    id: `Directory_${correlationId}_${index}`,
    activityDateTime: ago(minutesAgo, now),
    activityDisplayName: activity,
    additionalDetails: [],
    category: 'ApplicationManagement',
    correlationId,
    initiatedBy: {
      user: by && 'user' in by ? {id: null, displayName: null, userPrincipalName: by.user} : null,
      app: by && 'app' in by ? {appId: null, displayName: by.app} : null,
    },
    loggedByService: 'Core Directory',
    operationType: activity.replace(/ .*/, ''),
    result,
    resultReason: '',
    targetResources: [
      {
        id: target,
        displayName: principals.find(({objectId}) => objectId === target)?.displayName ?? null,
        type: 'ServicePrincipal',
        modifiedProperties: modified.map(({name, from, to}) => ({
          displayName: name,
          oldValue: from,
          newValue: to,
        })),
      },
    ],
  } satisfies DirectoryAudit
}
