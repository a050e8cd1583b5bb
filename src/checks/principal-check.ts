import {aadsts, type TokenRefusal} from '../catalogue/aadsts.ts'
import {type AnyCheck, defineCheck} from '../core/check.ts'
import type {Fact} from '../core/fact.ts'
import {fail, pass, unknown} from '../core/outcome.ts'
import type {Principal} from '../facts/principal.ts'
import {type Token, token} from '../facts/token.ts'
import {throughGraph} from './ways.ts'

interface Application {
  id: 'tenant.client-principal' | 'tenant.connector-principal'
  name: string
  appId: string
  fact: Fact<Principal>
  /** The token service's refusals that tell its state where Graph is not asked. */
  refusals: {disabled: TokenRefusal; missing?: TokenRefusal}
}

/** One of the two applications that the extension needs in the tenant. */
export const principalCheck = ({id, name, appId, fact, refusals}: Application): AnyCheck =>
  defineCheck({
    id,
    title: `The application “${name}” is in the tenant and enabled`,
    anyOf: {principal: fact, token},
    through: [...throughGraph, 'endpoints.login'],
    outcomes: {
      enabled: pass(`“${name}” is in the tenant and enabled.`),
      proven: pass(`“${name}” works: a token was given.`),
      disabled: fail(
        `The application “${name}” is disabled in the tenant, so the extension gets no token: every sign-in that needs MFA fails.`,
        {
          do: [
            `In Entra, open Enterprise applications, clear the filter on application type, and open “${name}”.`,
            'Under Properties set “Enabled for users to sign-in?” to Yes; if it does not stay so, check the subscription.',
          ],
          run: [
            `npsmfa repair ${id}/disabled --apply`,
            `Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal -Filter "appId eq '${appId}'").Id -AccountEnabled`,
          ],
          owner: 'tenant',
          disrupts: 'nothing',
        },
      ),
      missing: fail(
        `The application “${name}” does not exist in the tenant, so the extension gets no token: every sign-in that needs MFA fails.`,
        {
          do: [
            'Check that the tenant is the right one and owns a licence with Entra MFA.',
            'Create the service principal; then look again whether the server’s certificate is registered there.',
          ],
          run: [`npsmfa repair ${id}/missing --apply`, `New-MgServicePrincipal -AppId ${appId}`],
          owner: 'tenant',
          disrupts: 'nothing',
        },
      ),
      undetermined: unknown(`The token service’s answer does not tell whether “${name}” is in order.`, {
        do: ['Let Microsoft Graph be asked too (permission Application.Read.All).'],
        owner: 'tenant',
        disrupts: 'nothing',
      }),
    },
    judge({principal, token}, say) {
      if (principal)
        return say(principal.present ? (principal.accountEnabled ? 'enabled' : 'disabled') : 'missing')
      return say(impliedBy(token, refusals))
    },
  })

function impliedBy(token: Token | undefined, refusals: Application['refusals']) {
  if (token?.answer === 'granted') return 'proven'
  const refusal = token?.answer === 'refused' ? aadsts.get(token.codes[0] ?? 0)?.refusal : undefined
  if (refusal === refusals.disabled) return 'disabled'
  return refusal && refusal === refusals.missing ? 'missing' : 'undetermined'
}
