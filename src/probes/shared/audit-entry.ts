import {CannotKnow} from '../../core/evidence.ts'
import type {CredentialActivity, CredentialChanges} from '../../facts/credential-changes.ts'

/** What is looked at of an entry of the audit log (resource type directoryAudit); each of it may be of any type. */
export interface AuditEntry {
  activityDateTime: string
  activityDisplayName?: unknown
  correlationId?: unknown
  result?: unknown
  initiatedBy?: {user?: Named | null; app?: Named | null} | null
  targetResources?: unknown
}
interface Named {
  userPrincipalName?: unknown
  displayName?: unknown
}
interface Target {
  id?: unknown
  modifiedProperties?: unknown
}
interface Modified {
  displayName?: unknown
  newValue?: unknown
}

/** Names as Entra writes them in every language; older entries end with a full stop. */
const activities: Readonly<Record<string, CredentialActivity>> = {
  'add service principal credentials': 'added',
  'remove service principal credentials': 'removed',
  'update service principal': 'updated',
}
/** No name of a person or an application is as long. */
const longest = 256

export function entriesOf(answer: Record<string, unknown> | null): AuditEntry[] {
  const value: unknown = answer?.value
  if (!Array.isArray(value))
    throw new CannotKnow('error', 'Microsoft Graph answered without a list of audit entries')
  return value.filter(isEntry)
}

const isEntry = (entry: unknown): entry is AuditEntry =>
  typeof entry === 'object' &&
  entry !== null &&
  !Number.isNaN(Date.parse(textOf((entry as AuditEntry).activityDateTime)))

/** What the entries say was changed of a principal, newest first; what was tried and failed changed nothing. */
export function changesIn(entries: readonly AuditEntry[], objectId: string): CredentialChanges['changes'] {
  const found = entries.flatMap((entry) => {
    const activity = entry.result === 'success' ? activityOf(entry, objectId) : null
    return activity ? [{activity, entry}] : []
  })
  // Whoever adds or removes a certificate updates the principal too: that is told once.
  const told = found.filter(({activity}) => activity !== 'updated').map(({entry}) => entry.correlationId)
  return found
    .filter(({activity, entry: {correlationId: id}}) => activity !== 'updated' || !id || !told.includes(id))
    .map(({activity, entry}) => ({
      at: new Date(entry.activityDateTime).toISOString(),
      activity,
      by: nameOf(entry),
    }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
}

function activityOf(entry: AuditEntry, objectId: string): CredentialActivity | null {
  const target = listOf<Target>(entry.targetResources).find(({id}) => same(id, objectId))
  const name = textOf(entry.activityDisplayName).trim().replace(/\.$/, '').toLowerCase()
  if (!target || !Object.hasOwn(activities, name)) return null
  const activity = activities[name]!
  return activity === 'updated' ? (switched(target) ?? activity) : activity
}

/** AccountEnabled is written as JSON in text: "[false]". */
function switched({modifiedProperties}: Target): 'enabled' | 'disabled' | null {
  const enabled = listOf<Modified>(modifiedProperties).find(({displayName}) =>
    same(displayName, 'AccountEnabled'),
  )
  const [, to] = /\b(true|false)\b/i.exec(textOf(enabled?.newValue)) ?? []
  return to === undefined ? null : to.toLowerCase() === 'true' ? 'enabled' : 'disabled'
}

const nameOf = ({initiatedBy}: AuditEntry): string | null => {
  const {user, app} = initiatedBy ?? {}
  const names = [user?.userPrincipalName, user?.displayName, app?.displayName]
  return names.map((name) => textOf(name).trim().slice(0, longest)).find(Boolean) ?? null
}

/** What is no text is made none: String would call what a stranger has put into the JSON. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const same = (a: unknown, b: string) => textOf(a).toLowerCase() === b.toLowerCase()

const listOf = <T extends object>(value: unknown): T[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
