import {clientAppId, connectorAppId} from '../../../catalogue/apps.ts'
import {step} from '../../change.ts'
import {principalCreated, principalEnabled} from '../../kinds/principal.ts'
import {defineRepair} from '../../repair.ts'

const of = (check: string, app: {appId: string; name: string}) =>
  defineRepair({
    check,
    endings: ['disabled', 'missing'],
    needs: {},
    steps: (_known, ending) => [
      ending === 'missing' ? step('create', principalCreated, app) : step('enable', principalEnabled, app),
    ],
  })

export const clientPrincipal = of('tenant.client-principal', {
  ...{appId: clientAppId, name: 'Azure Multi-Factor Auth Client'},
})
export const connectorPrincipal = of('tenant.connector-principal', {
  ...{appId: connectorAppId, name: 'Azure Multi-Factor Auth Connector'},
})
