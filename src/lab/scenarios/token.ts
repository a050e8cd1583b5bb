import {clouds} from '../../catalogue/clouds.ts'
import {cloudHosts} from '../healthy/hosts.ts'
import type {Scenario} from '../state.ts'
import {registry} from './change.ts'

export const token: readonly Scenario[] = [
  {
    name: 'tenant-unknown',
    about: 'TENANT_ID has a wrong digit: there is no such tenant.',
    code: 'token.acquired/tenant-not-found',
    exit: 1,
    change: (state) => registry(state, 'TENANT_ID', state.tenant.id.replace(/.$/, '7')),
  },
  {
    name: 'wrong-cloud',
    about: 'The tenant lives in the US Government cloud, but the server is set up for the public one.',
    code: 'token.acquired/wrong-cloud',
    exit: 1,
    change(state) {
      state.tenant.cloud = 'usgov'
      const known = state.hosts.map(({name}) => name)
      state.hosts.push(...cloudHosts('usgov').filter(({name}) => !known.includes(name)))
    },
  },
  {
    name: 'wrong-resource',
    about:
      'AZURE_MFA_RESOURCE_HOSTNAME names the MFA web service, which is no resource that tokens are made for.',
    code: 'token.acquired/resource-missing',
    exit: 1,
    change: (state) => registry(state, 'AZURE_MFA_RESOURCE_HOSTNAME', clouds.public.mfaHost),
  },
]
