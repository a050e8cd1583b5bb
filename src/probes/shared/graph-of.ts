import {CannotKnow} from '../../core/evidence.ts'
import type {Deployment} from '../../facts/deployment.ts'
import type {Graph} from '../../world/entra/graph.ts'
import type {World} from '../../world/world.ts'

/** Microsoft Graph for this installation, or why it is not asked. */
export function graphOf(world: World, {graphHost, stsUrl, tenant}: Deployment): Graph {
  const graph = world.graph({host: graphHost, stsUrl, tenant: tenant ?? 'organizations'})
  if (!graph)
    throw new CannotKnow(
      'not-asked',
      'Microsoft Graph was not asked: no sign-in is configured (--sign-in, NPSMFA_GRAPH_TOKEN)',
    )
  return graph
}

/** Nothing can be asked about an account that is not there. */
export const notInTenant = (user: string): CannotKnow =>
  new CannotKnow('not-asked', `${user} is not in the tenant`)
