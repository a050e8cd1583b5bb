import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {connectorPrincipal} from '../../facts/principal.ts'
import {token} from '../../facts/token.ts'
import {principalVerdict} from '../principal-verdict.ts'

export default defineCheck({
  id: 'tenant.connector-principal',
  title: 'The application “Azure Multi-Factor Auth Connector” is in the tenant and enabled',
  anyOf: {principal: connectorPrincipal, token},
  through: ['endpoints.graph', 'endpoints.login', 'tenant.exists', 'tenant.cloud'],
  outcomes: {
    enabled: pass('“Azure Multi-Factor Auth Connector” is in the tenant and enabled.'),
    proven: pass('“Azure Multi-Factor Auth Connector” works: a token was given for it.'),
    disabled: fail(
      'The application “Azure Multi-Factor Auth Connector” is disabled in the tenant, so no token is given for it: every sign-in that needs MFA fails.',
      {
        do: [
          'Check that the subscription has not lapsed.',
          'Enable sign-in for “Azure Multi-Factor Auth Connector” under Enterprise applications; clear the filter on application type to see it.',
        ],
        run: [
          'Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal -Filter "appId eq \'1f5530b3-261a-47a9-b357-ded261e17918\'").Id -AccountEnabled',
        ],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    missing: fail(
      'The application “Azure Multi-Factor Auth Connector” does not exist in the tenant, so no token is given for it: every sign-in that needs MFA fails.',
      {
        do: [
          'Check that the tenant is the right one and owns a licence with Entra MFA.',
          'Create the service principal.',
        ],
        run: ['New-MgServicePrincipal -AppId 1f5530b3-261a-47a9-b357-ded261e17918'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    undetermined: unknown(
      'The token service’s answer does not tell whether “Azure Multi-Factor Auth Connector” is in order.',
      {
        do: ['Let Microsoft Graph be asked too (permission Application.Read.All).'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
  },
  judge: ({principal, token}, say) =>
    say(principalVerdict(principal, token, {disabled: 'connector-disabled'})),
})
