import {changeWindowMs} from '../catalogue/events.ts'
import {CannotKnow} from '../core/evidence.ts'
import {type CredentialChanges, credentialChanges} from '../facts/credential-changes.ts'
import {deployment} from '../facts/deployment.ts'
import {clientPrincipal} from '../facts/principal.ts'
import type {Graph} from '../world/entra/graph.ts'
import {defineProbe} from '../world/probe.ts'
import {type AuditEntry, changesIn, entriesOf} from './shared/audit-entry.ts'
import {graphOf} from './shared/graph-of.ts'

// Microsoft's page of the method lists both.
const permission = 'AuditLog.Read.All (with Directory.Read.All)'
const log = '/auditLogs/directoryAudits'
const pages = {most: 4, size: 100}

export default defineProbe({
  fact: credentialChanges,
  via: 'the audit log, Microsoft Graph',
  permission: `Microsoft Graph ${permission}`,
  needs: {deployment, clientPrincipal},
  look: async ({deployment: d, clientPrincipal: client}, world, signal): Promise<CredentialChanges> => {
    if (!client.present)
      throw new CannotKnow('not-asked', 'there is no such application to have been changed')
    const asked = new Date(Date.now() - changeWindowMs).toISOString()
    const {entries, whole} = await read(graphOf(world, d), client.objectId, asked, signal)
    const oldest = entries.at(-1)?.activityDateTime
    const since = whole || oldest === undefined ? asked : new Date(oldest).toISOString()
    return {since, changes: changesIn(entries, client.objectId)}
  },
})

/** One question for all activities, because the audit log lets itself be asked but a few times in a while. */
async function read(graph: Graph, objectId: string, since: string, signal: AbortSignal) {
  const options = new URLSearchParams({
    $filter: `targetResources/any(t:t/id eq '${objectId.replaceAll("'", "''")}') and activityDateTime ge ${since}`,
    $orderby: 'activityDateTime desc',
    $top: String(pages.size),
  })
  const entries: AuditEntry[] = []
  let next: string | null = `${log}?${options.toString().replaceAll('+', '%20')}`
  for (let page = 0; next !== null && page < pages.most; page++) {
    const answer = await graph.get(next, permission, signal)
    entries.push(...entriesOf(answer))
    next = pathOf(answer?.['@odata.nextLink'])
  }
  return {entries, whole: next === null}
}

/** Only what continues this list is followed; the host is always the one that is configured. */
function pathOf(link: unknown): string | null {
  if (typeof link !== 'string') return null
  const {pathname, search} = URL.parse(link) ?? {pathname: '', search: ''}
  if (pathname.toLowerCase() === `/v1.0${log}`.toLowerCase()) return `${log}${search}`
  throw new CannotKnow('error', 'Microsoft Graph’s audit log continues elsewhere than at itself')
}
