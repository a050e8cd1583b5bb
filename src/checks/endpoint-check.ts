import {type EndpointRole, endpoints, issuerOrganisations} from '../catalogue/endpoints.ts'
import {type AnyCheck, defineCheck} from '../core/check.ts'
import type {fail, warn} from '../core/outcome.ts'
import {type EndpointView, endpointFacts} from '../facts/endpoint.ts'
import {type Ending, endpointOutcomes} from './endpoint-outcomes.ts'

/** One host that sign-ins need: the first layer that does not work names the ending. `red` is warn where they do without it. */
export function endpointCheck(
  role: EndpointRole,
  red: typeof fail | typeof warn,
  consequence: string,
): AnyCheck {
  const {about, healthyStatus} = endpoints.find((e) => e.role === role)!
  return defineCheck({
    id: `endpoints.${role}`,
    title: `This machine reaches ${about}`,
    needs: {way: endpointFacts[role]},
    after: named.includes(role) ? ['registry.cloud'] : [],
    outcomes: endpointOutcomes(red, consequence),
    judge({way}, say) {
      const slots = slotsOf(way, healthyStatus)
      const genuine = issuerOrganisations.includes(slots.issuer.toLowerCase())
      if (!way.failure) return genuine ? say('reachable', slots) : say('intercepted-trusted', slots)
      const {layer, code} = way.failure
      if (layer === 'tls' && code === 'untrusted' && genuine) return say('certificate-untrusted', slots)
      return say(endings[`${layer}/${code}`] ?? broken[layer], slots)
    },
  })
}

/** The hosts that the registry names, so that it may name the wrong ones. */
const named: readonly EndpointRole[] = ['login', 'mfa-service', 'adnotifications']

const endings: Readonly<Record<string, Ending>> = {
  'name/not-found': 'name-not-found',
  'name/timeout': 'name-timeout',
  'tcp/refused': 'refused',
  'tcp/unreachable': 'unreachable',
  'tcp/timeout': 'tcp-timeout',
  'proxy/authentication': 'proxy-authentication',
  'proxy/refused': 'proxy-refused',
  'tcp/reset': 'reset',
  'tls/reset': 'reset',
  'tls/timeout': 'tls-timeout',
  'tls/version': 'tls-version',
  'tls/expired': 'certificate-expired',
  'tls/not-yet-valid': 'certificate-not-yet-valid',
  'tls/wrong-name': 'certificate-wrong-name',
  'tls/untrusted': 'intercepted-untrusted',
  'http/timeout': 'http-timeout',
}

/** What is said of a layer that failed in none of those ways. */
const broken = {
  name: 'name-failed',
  tcp: 'tcp-failed',
  proxy: 'proxy-unreachable',
  tls: 'tls-failed',
  http: 'http-failed',
} as const satisfies Record<string, Ending>

function slotsOf({path, http, failure}: EndpointView, healthyStatus: number) {
  const [leaf, top] = [path.chain[0], path.chain.at(-1)]
  const status = http?.status ?? 0
  return {
    ...path,
    address: path.address ?? 'no address',
    proxy: path.proxy ?? 'none',
    resolver: path.resolver ?? 'the resolver',
    protocol: path.protocol ?? 'no TLS',
    chain: [],
    schemes: path.proxySchemes,
    issuer: top?.issuerOrganisation ?? top?.issuer.split('\n').at(-1) ?? 'an unknown issuer',
    subject: leaf?.subject ?? 'none',
    expired: {time: leaf?.validTo ?? ''},
    from: {time: leaf?.validFrom ?? ''},
    status: status === healthyStatus ? status : `${status}, usually ${healthyStatus}`,
    detail: failure?.detail ?? '',
  }
}
