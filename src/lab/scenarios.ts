import {accounts} from './scenarios/accounts.ts'
import {clock} from './scenarios/clock.ts'
import {entraUsers} from './scenarios/entra-users.ts'
import {graph} from './scenarios/graph.ts'
import {healthy} from './scenarios/healthy.ts'
import {keys} from './scenarios/keys.ts'
import {licences} from './scenarios/licences.ts'
import {names} from './scenarios/names.ts'
import {network} from './scenarios/network.ts'
import {sync} from './scenarios/sync.ts'
import {tenant} from './scenarios/tenant.ts'
import {token} from './scenarios/token.ts'
import {users} from './scenarios/users.ts'
import type {Scenario} from './state.ts'

/** Every named fault, in the order of the path that a sign-in takes. */
export const scenarios: readonly Scenario[] = [
  ...healthy,
  ...network,
  ...clock,
  ...tenant,
  ...keys,
  ...licences,
  ...token,
  ...graph,
  ...sync,
  ...users,
  ...names,
  ...accounts,
  ...entraUsers,
]
