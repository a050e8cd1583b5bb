import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import {type Cloud, clouds} from '../../catalogue/clouds.ts'
import {cloudHosts} from '../healthy/hosts.ts'
import type {LabState, Scenario} from '../state.ts'
import {principal, registry, removePrincipal} from './change.ts'

const communityCloud = {scope: 'NA', subScope: 'GCC'}

/** Lets the hosts of another cloud exist, too. */
function addHosts({hosts}: LabState, cloud: Cloud): void {
  const known = hosts.map(({name}) => name)
  hosts.push(...cloudHosts(cloud).filter(({name}) => !known.includes(name)))
}

export const tenant: readonly Scenario[] = [
  {
    name: 'tenant-unknown',
    about: 'TENANT_ID has a wrong digit: there is no such tenant.',
    code: 'tenant.exists/missing',
    exit: 1,
    change: (state) => registry(state, 'TENANT_ID', state.tenant.id.replace(/.$/, '7')),
  },
  {
    name: 'wrong-cloud',
    about: 'The tenant lives in the US Government cloud, but the server is set up for the public one.',
    code: 'tenant.cloud/differs',
    exit: 1,
    change(state) {
      Object.assign(state.tenant, {cloud: 'usgov', region: {scope: 'USGov', subScope: 'DODCON'}})
      addHosts(state, 'usgov')
    },
  },
  {
    name: 'government-community',
    about:
      'Everything works: the tenant is of the US Government Community Cloud, which is part of the public one.',
    code: null,
    exit: 0,
    change(state) {
      state.tenant.region = {...communityCloud}
    },
  },
  {
    name: 'government-community-elsewhere',
    about: 'The same, but somebody took it for GCC High and set the server up for the US Government cloud.',
    code: 'tenant.cloud/differs',
    exit: 1,
    change(state) {
      state.tenant.region = {...communityCloud}
      addHosts(state, 'usgov')
      const {stsUrl, mfaHost, resourceHost} = clouds.usgov
      registry(state, 'STS_URL', stsUrl)
      registry(state, 'AZURE_MFA_HOSTNAME', mfaHost)
      registry(state, 'AZURE_MFA_RESOURCE_HOSTNAME', resourceHost)
    },
  },
  {
    name: 'client-principal-disabled',
    about: 'Somebody disabled "Azure Multi-Factor Auth Client" among the enterprise applications.',
    code: 'tenant.client-principal/disabled',
    exit: 1,
    change(state) {
      principal(state, clientAppId).accountEnabled = false
    },
  },
  {
    name: 'client-principal-missing',
    about: 'The tenant has no "Azure Multi-Factor Auth Client".',
    code: 'tenant.client-principal/missing',
    exit: 1,
    change: (state) => removePrincipal(state, clientAppId),
  },
  {
    name: 'connector-principal-disabled',
    about: 'Somebody disabled "Azure Multi-Factor Auth Connector", or the subscription has lapsed.',
    code: 'tenant.connector-principal/disabled',
    exit: 1,
    change(state) {
      principal(state, connectorAppId).accountEnabled = false
    },
  },
  {
    name: 'connector-principal-missing',
    about: 'The tenant has no "Azure Multi-Factor Auth Connector".',
    code: 'tenant.connector-principal/missing',
    exit: 1,
    change: (state) => removePrincipal(state, connectorAppId),
  },
]
