import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {clientPrincipal} from '../../facts/principal.ts'
import {token} from '../../facts/token.ts'
import {principalVerdict} from '../principal-verdict.ts'

export default defineCheck({
  id: 'tenant.client-principal',
  title: 'The application “Azure Multi-Factor Auth Client” is in the tenant and enabled',
  anyOf: {principal: clientPrincipal, token},
  through: ['endpoints.graph', 'endpoints.login', 'tenant.exists', 'tenant.cloud'],
  outcomes: {
    enabled: pass('“Azure Multi-Factor Auth Client” is in the tenant and enabled.'),
    proven: pass('“Azure Multi-Factor Auth Client” works: it was given a token.'),
    disabled: fail(
      'The application “Azure Multi-Factor Auth Client” is disabled in the tenant, so the extension gets no token: every sign-in that needs MFA fails.',
      {
        do: [
          'In Entra, open Enterprise applications, clear the filter on application type, and open “Azure Multi-Factor Auth Client”.',
          'Under Properties set “Enabled for users to sign-in?” to Yes.',
        ],
        run: [
          'Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal -Filter "appId eq \'981f26a1-7f43-403b-a875-f8b09b8cd720\'").Id -AccountEnabled',
        ],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    missing: fail(
      'The application “Azure Multi-Factor Auth Client” does not exist in the tenant, so the extension gets no token: every sign-in that needs MFA fails.',
      {
        do: [
          'Check that the tenant is the right one and owns a licence with Entra MFA.',
          'Create the service principal, then run the extension’s configuration script again.',
        ],
        run: ['New-MgServicePrincipal -AppId 981f26a1-7f43-403b-a875-f8b09b8cd720'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
    undetermined: unknown(
      'The token service’s answer does not tell whether “Azure Multi-Factor Auth Client” is in order.',
      {
        do: ['Let Microsoft Graph be asked too (permission Application.Read.All).'],
        owner: 'tenant',
        disrupts: 'nothing',
      },
    ),
  },
  judge: ({principal, token}, say) =>
    say(principalVerdict(principal, token, {disabled: 'client-disabled', missing: 'client-missing'})),
})
