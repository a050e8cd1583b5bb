import {clientAppId} from '../../catalogue/apps.ts'
import {clientPrincipal} from '../../facts/principal.ts'
import {principalCheck} from '../principal-check.ts'

export default principalCheck({
  id: 'tenant.client-principal',
  name: 'Azure Multi-Factor Auth Client',
  appId: clientAppId,
  fact: clientPrincipal,
  refusals: {disabled: 'client-disabled', missing: 'client-missing'},
})
