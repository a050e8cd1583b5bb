import {X509Certificate} from 'node:crypto'
import {isIP, type Socket} from 'node:net'
import {connect, type DetailedPeerCertificate, type SecureContext, type TLSSocket} from 'node:tls'
import type {Path} from '../../facts/path.ts'
import {codeOf, LayerFailure} from './layers.ts'

const codes: Record<string, string> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  INVALID_CA: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'version',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'version',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
}

/** A chain longer than this is not walked further. */
const longestChain = 8

const organisation = (rdns: string): string | null => /^O=(.+)$/m.exec(rdns)?.[1] ?? null

/** The presented chain, leaf first; each certificate once. */
function chainOf(leaf: DetailedPeerCertificate): Path['chain'] {
  const chain: Path['chain'] = []
  const seen = new Set<string>()
  for (
    let at = leaf;
    at?.raw && !seen.has(at.fingerprint256) && chain.length < longestChain;
    at = at.issuerCertificate
  ) {
    seen.add(at.fingerprint256)
    const c = new X509Certificate(at.raw)
    chain.push({
      subject: c.subject ?? '',
      issuer: c.issuer ?? '',
      issuerOrganisation: organisation(c.issuer ?? ''),
      validFrom: new Date(c.validFrom).toISOString(),
      validTo: new Date(c.validTo).toISOString(),
      thumbprint: c.fingerprint.replaceAll(':', ''),
    })
  }
  return chain
}

/** Makes TLS on an open connection. The chain is reported also when it is rejected. */
export function secure(
  socket: Socket,
  host: string,
  trust: SecureContext,
): Promise<{socket: TLSSocket; protocol: string | null; chain: Path['chain']}> {
  return new Promise((resolve, reject) => {
    const names = isIP(host) ? {host} : {host, servername: host}
    const secured = connect({socket, ...names, secureContext: trust, ALPNProtocols: ['http/1.1']})
    let chain: Path['chain'] = []
    let protocol: string | null = null
    // Node.js verifies on this event and destroys the connection: look at the certificate just before.
    // (getPeerX509Certificate here would make that verification find no names in it.)
    secured.prependOnceListener('secure', () => {
      chain = chainOf(secured.getPeerCertificate(true))
      protocol = secured.getProtocol()
    })
    const failed = (error: Error) => {
      const code = codeOf(error)
      secured.destroy()
      socket.destroy()
      const detail = `${host}: ${code}${code in codes ? '' : ` (${error.message.split('\n')[0]})`}`
      reject(new LayerFailure('tls', codes[code] ?? 'failed', detail, {chain, protocol}))
    }
    secured.once('error', failed)
    secured.once('secureConnect', () => {
      secured.off('error', failed)
      resolve({socket: secured, protocol, chain})
    })
  })
}
