import {CannotKnow} from '../../../core/evidence.ts'
import type {GraphWriter} from '../graph-writer.ts'

interface Organization {
  id: string
  verifiedDomains: readonly {name: string}[]
}

/** The id and the domains of the tenant that the token is for, in lower case; null where they cannot be read. */
export async function readNames(graph: GraphWriter, signal: AbortSignal): Promise<string[] | null> {
  try {
    const found = await graph.get('/organization?$select=id,verifiedDomains', 'Organization.Read.All', signal)
    const [organization] = (found?.value ?? []) as Organization[]
    if (typeof organization?.id !== 'string' || !Array.isArray(organization.verifiedDomains)) return null
    return [organization.id, ...organization.verifiedDomains.map(({name}) => name)].map((name) =>
      String(name).toLowerCase(),
    )
  } catch (error) {
    if (error instanceof CannotKnow) return null
    throw error
  }
}
