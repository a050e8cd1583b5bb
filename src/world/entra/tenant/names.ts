import {CannotKnow} from '../../../core/evidence.ts'
import type {GraphWriter} from '../graph-writer.ts'

/** The id and the domains of the tenant that the token is for, in lower case; null where they cannot be read. */
export async function readNames(graph: GraphWriter, signal: AbortSignal): Promise<string[] | null> {
  const path = '/organization?$select=id,verifiedDomains'
  const found = await graph.get(path, 'Organization.Read.All', signal).catch((error) => {
    if (error instanceof CannotKnow) return null
    throw error
  })
  const [organization] = Array.isArray(found?.value) ? found.value : []
  const {id, verifiedDomains} = (organization ?? {}) as {id?: unknown; verifiedDomains?: unknown}
  if (typeof id !== 'string') return null
  const domains = (Array.isArray(verifiedDomains) ? verifiedDomains : []) as {name?: unknown}[]
  return [id, ...domains.map(({name}) => String(name))].map((name) => name.toLowerCase())
}
