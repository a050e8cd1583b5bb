import {type EndpointRole, endpoints, issuerOrganisations} from '../catalogue/endpoints.ts'
import {type AnyCheck, defineCheck} from '../core/check.ts'
import {type fail, type Owner, pass, warn} from '../core/outcome.ts'
import {type EndpointView, endpointFacts} from '../facts/endpoint.ts'

const owned =
  <const O extends Owner>(owner: O) =>
  <const S extends readonly string[]>(...steps: S) =>
    ({do: steps, owner, disrupts: 'nothing'}) as const
const network = owned('network')
const server = owned('server')

const open = 'Allow this server outbound TCP 443 to {host}, by name, at the firewall.'
const exempt = 'Exempt {host} from TLS inspection; the extension needs the genuine certificate.'

/** One host that sign-ins need: the first layer that does not work names the ending. `red` is warn where they do without it. */
export function endpointCheck(
  role: EndpointRole,
  red: typeof fail | typeof warn,
  consequence: string,
): AnyCheck {
  const {about, healthyStatus} = endpoints.find((e) => e.role === role)!
  const so = <const T extends string>(text: T) => `${text}; ${consequence}` as T
  return defineCheck({
    id: `endpoints.${role}`,
    title: `This machine reaches ${about}`,
    needs: {way: endpointFacts[role]},
    outcomes: {
      reachable: pass('{host} answers: HTTP {status}, {protocol}, {issuer}.'),
      'name-not-found': red(
        so('The name {host} does not exist for {resolver}'),
        network(
          'Let the name servers of this machine resolve public names, or at least {host}.',
          'Look it up once more on this machine.',
        ),
      ),
      'name-timeout': red(
        so('{resolver} does not answer when asked for {host}'),
        network(
          'Check that the name servers configured on this machine are up and can be reached (UDP and TCP port 53).',
        ),
      ),
      'name-failed': red(
        so('The name {host} could not be looked up: {detail}'),
        network('Check the name servers configured on this machine and their forwarders.'),
      ),
      refused: red(
        so('{host} ({addresses}) refuses the connection on port 443'),
        network(open, 'Check that {host} resolves to Microsoft’s addresses and not to one of your own.'),
      ),
      unreachable: red(
        so('There is no route to {host} ({addresses}): {detail}'),
        network('Check the default gateway and routes of this machine.', open),
      ),
      'tcp-timeout': red(
        so('{host} ({addresses}) does not answer on port 443: something drops the packets'),
        network(open),
      ),
      'tcp-failed': red(so('The connection to {host} failed: {detail}'), network(open)),
      reset: red(
        so('The connection to {host} ({addresses}) is broken off before TLS is made (reset)'),
        network(exempt, open),
      ),
      'proxy-authentication': red(
        so('The proxy {proxy} asks for a sign-in ({schemes}) before it lets {host} through'),
        network('Let this server use the proxy without a sign-in for {host}, or give it a direct way out.'),
      ),
      'proxy-refused': red(
        so('The proxy {proxy} does not let {host} through: {detail}'),
        network('Allow CONNECT to {host}:443 on the proxy.'),
      ),
      'proxy-unreachable': red(
        so('The proxy {proxy} on the way to {host} does not work: {detail}'),
        network(
          'Check address and port of the proxy, and that it is up.',
          'Remove the proxy setting if this machine has a direct way out.',
        ),
      ),
      'tls-timeout': red(
        so(
          '{host} ({address}) accepts the connection but says nothing: something on the way swallows the TLS handshake',
        ),
        network(exempt, open),
      ),
      'tls-failed': red(
        so('The TLS handshake with {host} ({address}) breaks off: {detail}'),
        network(exempt, open),
      ),
      'tls-version': red(
        so('{host} ({address}) offers no TLS 1.2: {detail}'),
        network('Find what answers in the place of {host}; Microsoft’s hosts speak TLS 1.2 and 1.3.', exempt),
      ),
      'certificate-expired': red(
        so(
          'What answers as {host} ({address}) shows a certificate that expired on {expired} (issued under {issuer})',
        ),
        network('Check this machine’s clock; if it is right, find what answers in the place of {host}.'),
        'expired',
      ),
      'certificate-not-yet-valid': red(
        so('What answers as {host} ({address}) shows a certificate that is valid only from {from}'),
        server('Check this machine’s clock and its time source.'),
      ),
      'certificate-wrong-name': red(
        so('What answers as {host} ({address}) shows a certificate for another name: {subject}'),
        network(
          'Check that {host} resolves to Microsoft’s addresses; a captive portal or a filter may answer in its place.',
        ),
      ),
      'intercepted-untrusted': red(
        so(
          'The connection to {host} is intercepted: its certificate comes from “{issuer}”, which this machine does not trust',
        ),
        network(
          exempt,
          'Or put the certification authority “{issuer}” into the machine’s trusted root store.',
        ),
      ),
      'intercepted-trusted': warn(
        'The connection to {host} is intercepted by “{issuer}”, which this machine trusts: it works, but a third party reads and can change the traffic.',
        network(exempt),
      ),
      'certificate-untrusted': red(
        so('This machine does not trust the genuine issuer of {host} (“{issuer}”)'),
        server(
          'Install the missing root certificates of Microsoft and DigiCert in the machine’s trusted root store (Windows Update does).',
        ),
      ),
      'http-timeout': red(
        so('{host} completes the TLS handshake but gives no HTTP answer'),
        network('Check whether a filter between this machine and {host} holds the answers back.', exempt),
      ),
      'http-failed': red(
        so('What {host} answers is not usable HTTP: {detail}'),
        network('Check whether a filter between this machine and {host} changes the answers.', exempt),
      ),
    },
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

type Ending =
  | 'name-not-found'
  | 'name-timeout'
  | 'name-failed'
  | 'refused'
  | 'unreachable'
  | 'tcp-timeout'
  | 'tcp-failed'
  | 'reset'
  | 'proxy-authentication'
  | 'proxy-refused'
  | 'proxy-unreachable'
  | 'tls-timeout'
  | 'tls-failed'
  | 'tls-version'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-wrong-name'
  | 'intercepted-untrusted'
  | 'http-timeout'
  | 'http-failed'

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
