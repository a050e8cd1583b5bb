import {BerError, type Node, readBer} from './ber.ts'

export type SignatureHash = 'sha256' | 'sha384' | 'sha512'

/** Signature algorithms by the content octets of their OID (RFC 4055 §5, RFC 5758 §3.2). */
const bySignature: Readonly<Record<string, SignatureHash>> = {
  // md5WithRSAEncryption, sha1WithRSAEncryption, ecdsa-with-SHA1: too weak to bind to, so RFC 5929 takes SHA-256.
  '2a864886f70d010104': 'sha256',
  '2a864886f70d010105': 'sha256',
  '2a8648ce3d0401': 'sha256',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
}

/** id-RSASSA-PSS names its hash in its parameters; without them it is SHA-1. */
const pss = '2a864886f70d01010a'
const byHash: Readonly<Record<string, SignatureHash>> = {
  '2b0e03021a': 'sha256',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

/**
 * The hash that a certificate (DER) is to be known by in the channel binding tls-server-end-point (RFC 5929 §4.1): that of
 * its own signature. Null where the signature has none, or is no algorithm we know. Throws `BerError` on what is no
 * certificate.
 */
export function signatureHash(der: Buffer): SignatureHash | null {
  const [, algorithm] = readBer(der).children
  const [oid, parameters] = algorithm?.children ?? []
  if (!oid) throw new BerError('no certificate')
  const name = hex(oid)
  if (name !== pss) return bySignature[name] ?? null
  const hash = parameters?.children.find(({tag}) => tag === 0xa0)
  if (!hash) return 'sha256'
  return byHash[hex(hash.children[0]?.children[0])] ?? null
}

const hex = (node: Node | undefined): string => node?.content.toString('hex') ?? ''
