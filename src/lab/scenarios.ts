import {clock} from './scenarios/clock.ts'
import {graph} from './scenarios/graph.ts'
import {healthy} from './scenarios/healthy.ts'
import {network} from './scenarios/network.ts'
import {tenant} from './scenarios/tenant.ts'
import {token} from './scenarios/token.ts'
import {users} from './scenarios/users.ts'
import type {Scenario} from './state.ts'

/** Every named fault, in the order of the path that a sign-in takes. */
export const scenarios: readonly Scenario[] = [
  ...healthy,
  ...network,
  ...clock,
  ...token,
  ...tenant,
  ...graph,
  ...users,
]
