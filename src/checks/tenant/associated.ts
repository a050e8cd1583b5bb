import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {clientPrincipal, type Principal} from '../../facts/principal.ts'
import {run} from '../../facts/run.ts'
import {type Token, token} from '../../facts/token.ts'
import {setup} from '../setup.ts'
import {throughGraph} from '../ways.ts'

const register = {
  do: [
    'Register the certificate that is on the server in the tenant.',
    `If it is not to be used any more: ${setup.do}`,
  ],
  owner: 'tenant',
  disrupts: 'nps-restart',
} as const

export default defineCheck({
  id: 'tenant.associated',
  title: 'The extension’s certificate is registered in the tenant',
  needs: {certificate: extensionCertificate, run},
  anyOf: {token, principal: clientPrincipal},
  after: ['tenant.client-principal', 'cert.present', 'cert.selected', 'cert.subject', 'cert.expiry'],
  through: [...throughGraph, 'endpoints.login'],
  outcomes: {
    proven: pass(
      'The certificate {sha1} is registered: it was given a token, which needs no administrator’s sign-in.',
    ),
    registered: pass('The certificate {sha1} is registered in the tenant until {until}.'),
    'registered-by-identifier': pass(
      'The tenant holds a key named {sha1}, until {until}; the key itself could not be compared.',
    ),
    'not-registered': fail(
      'The certificate {sha1} is not registered in the tenant: every sign-in that needs MFA fails.',
      {...register, run: ['npsmfa repair tenant.associated/not-registered --apply', ...setup.run]},
    ),
    'expired-there': fail(
      'The certificate {sha1} is registered in the tenant, but ended there on {until}: every sign-in that needs MFA fails.',
      {...register, run: ['npsmfa repair tenant.associated/expired-there --apply', ...setup.run]},
      'until',
    ),
    undetermined: unknown('Whether the certificate {sha1} is registered in the tenant could not be told.', {
      do: ['Let Microsoft Graph be asked too (permission Application.Read.All).'],
      owner: 'tenant',
      disrupts: 'nothing',
    }),
  },
  judge({certificate, token, principal, run}, say) {
    const {sha1} = certificate
    if (token?.answer === 'granted') return say('proven', {sha1})
    const keys = principal?.present ? principal.keys : []
    const key =
      keys.find((k) => k.sha1 === sha1) ?? keys.find((k) => k.sha1 === null && k.identifierSha1 === sha1)
    if (key) {
      const slots = {sha1, until: {time: key.endDateTime}}
      if (Date.parse(key.endDateTime) < Date.parse(run.asOf)) return say('expired-there', slots)
      return say(key.sha1 === null ? 'registered-by-identifier' : 'registered', slots)
    }
    const end = expiredThere(token)
    if (end) return say('expired-there', {sha1, until: {time: end}})
    return say(refused(token) || allKeysSeen(principal) ? 'not-registered' : 'undetermined', {sha1})
  },
})

const described = (token: Token | undefined) =>
  token?.answer === 'refused' && token.codes[0] === 700027 ? token.description : ''
const refused = (token: Token | undefined) => /not registered|key was not found/i.test(described(token))
/** When the registered key ended, in the token service's own words; its text may change, so a miss is not an answer. */
const expiredThere = (token: Token | undefined) =>
  /key used is expired/i.test(described(token))
    ? (/End=([^',\]]+)/.exec(described(token))?.[1] ?? 'an earlier date')
    : null
/** A list of keys in which every one could be compared, and none was ours. */
const allKeysSeen = (principal: Principal | undefined) =>
  principal?.present === true && principal.keys.every((k) => k.sha1 !== null)
