import type {GraphWriter} from '../graph-writer.ts'

/** The id and the domains of the tenant that the token is for, in lower case; null where they cannot be read. */
export async function readNames(graph: GraphWriter, signal: AbortSignal): Promise<string[] | null> {
  try {
    const path = '/organization?$select=id,verifiedDomains'
    const found = await graph.get(path, 'Organization.Read.All', signal)
    const [{id, verifiedDomains}] = found?.value as [{id: string; verifiedDomains: {name: string}[]}]
    return [id, ...verifiedDomains.map(({name}) => name)].map((name) => name.toLowerCase())
  } catch {
    return null
  }
}
