import {clientAppId, connectorAppId} from '../../catalogue/apps.ts'
import {registered} from '../healthy/tenant.ts'
import type {Scenario} from '../state.ts'
import {principal, removePrincipal} from './change.ts'

const day = 86_400_000

export const tenant: readonly Scenario[] = [
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
  {
    name: 'certificate-not-registered',
    about: 'The server has a new certificate, but the tenant still knows only the one before.',
    code: 'tenant.associated/not-registered',
    exit: 1,
    async change(state, make) {
      const notBefore = new Date(Date.now() - 500 * day)
      const former = await make.extensionCertificate({notBefore})
      principal(state, clientAppId).keys = [registered(former.certificate)]
    },
  },
  {
    name: 'certificate-expired-there',
    about: 'The certificate itself is valid, but its entry in the tenant ended a week ago.',
    code: 'tenant.associated/expired-there',
    exit: 1,
    change(state) {
      for (const key of principal(state, clientAppId).keys)
        key.endDateTime = new Date(Date.now() - 7 * day).toISOString()
    },
  },
]
