import {clouds} from '../../catalogue/clouds.ts'
import type {Scenario} from '../state.ts'
import {host} from './change.ts'

export const graph: readonly Scenario[] = [
  {
    name: 'graph-forbidden',
    about: 'Sign-ins work; the doctor’s own token for Graph may read neither applications nor users.',
    code: null,
    exit: 3,
    change(state) {
      state.tenant.graphPermissions = []
    },
  },
  {
    name: 'graph-unreachable',
    about: 'Sign-ins work; Microsoft Graph, which only the doctor needs, refuses connections.',
    code: 'endpoints.graph/refused',
    exit: 3,
    change: (state) => host(state, clouds.public.graphHost, {tcp: 'refuses'}),
  },
  {
    name: 'graph-throttled',
    about: 'Everything works, but Graph asks twice to be asked again a second later.',
    code: null,
    exit: 0,
    change(state) {
      state.tenant.throttle = {times: 2, retryAfterSeconds: 1}
    },
  },
]
