import type {Scenario} from '../state.ts'
import {proxyEverywhere} from './windows.ts'

export const healthy: readonly Scenario[] = [
  {
    name: 'healthy',
    about: 'Everything works: a sign-in of Alice would be asked for its second factor.',
    code: null,
    exit: 0,
    change() {},
  },
  {
    name: 'behind-proxy',
    about: 'Everything works, but the only way to the internet is a proxy.',
    code: null,
    exit: 0,
    change: (state) => proxyEverywhere(state, {requiresAuthentication: false}),
  },
]
