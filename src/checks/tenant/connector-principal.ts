import {connectorAppId} from '../../catalogue/apps.ts'
import {connectorPrincipal} from '../../facts/principal.ts'
import {principalCheck} from '../principal-check.ts'

export default principalCheck({
  id: 'tenant.connector-principal',
  name: 'Azure Multi-Factor Auth Connector',
  appId: connectorAppId,
  fact: connectorPrincipal,
  refusals: {disabled: 'connector-disabled'},
})
