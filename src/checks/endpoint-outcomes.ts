import {type fail, type Owner, pass, warn} from '../core/outcome.ts'

const owned =
  <const O extends Owner>(owner: O) =>
  <const S extends readonly string[]>(...steps: S) =>
    ({do: steps, owner, disrupts: 'nothing'}) as const
const network = owned('network')
const server = owned('server')

const open = 'Allow this server outbound TCP 443 to {host}, by name, at the firewall.'
const exempt = 'Exempt {host} from TLS inspection; the extension needs the genuine certificate.'

/** Every way a look at one host can end. `red` is warn where sign-ins do without it; `consequence` says what follows. */
export function endpointOutcomes(red: typeof fail | typeof warn, consequence: string) {
  const so = <const T extends string>(text: T) => `${text}; ${consequence}` as T
  return {
    reachable: pass('{host} answers: HTTP {status}, {protocol}, {issuer}.'),
    'name-not-found': red(
      so('The name {host} does not exist for {resolver}'),
      network(
        'Let the name servers of this machine resolve public names, or at least {host}.',
        'Look it up once more on this machine.',
      ),
    ),
    'name-timeout': red(
      so('No answer from {resolver} to the look-up of {host}'),
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
      network(exempt, 'Or put the certification authority “{issuer}” into the machine’s trusted root store.'),
    ),
    'intercepted-trusted': warn(
      'The connection to {host} is intercepted by “{issuer}”, which this machine trusts: it works, but a third party reads and can change the traffic.',
      network(exempt),
    ),
    'certificate-untrusted': red(
      so('This machine does not trust the genuine issuer of {host} (“{issuer}”)'),
      server(
        'Install the missing root certificates of Microsoft and DigiCert in the machine’s trusted root store (Windows Update does).',
        'If they are there, a filter on the way may leave intermediate certificates out: exempt {host} from it.',
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
  }
}

export type Ending = keyof ReturnType<typeof endpointOutcomes>
