import {randomUUID} from 'node:crypto'

/** Signs bytes with RSASSA-PKCS1-v1_5 and SHA-256; the key may live elsewhere. */
export type Sign = (data: Uint8Array) => Promise<Uint8Array>

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Minutes that an assertion is good for; Microsoft recommends 5 to 10. */
const minutes = 10

/** A certificate that vouches for whoever can sign with its key. */
export interface Prover {
  /** Thumbprints, hexadecimal. */
  sha1: string
  sha256: string
  sign: Sign
}

/**
 * A client assertion (RFC 7523) as Entra wants it.
 * Source: Microsoft identity platform, "Application authentication certificate credentials".
 */
export function clientAssertion(
  {clientId, audience, sha1, sha256}: {clientId: string; audience: string; sha1: string; sha256: string},
  sign: Sign,
): Promise<string> {
  const claims = {aud: audience, iss: clientId, sub: clientId, jti: randomUUID(), iat: seconds()}
  return signedToken(claims, {sha1, sha256, sign})
}

const seconds = () => Math.floor(Date.now() / 1000)

/**
 * A JWT with these claims, good from now on. RS256, since a key of a CryptoAPI provider cannot make PSS signatures;
 * both thumbprints, so that either way of finding the certificate works.
 */
export async function signedToken(claims: object, {sha1, sha256, sign}: Prover): Promise<string> {
  const thumbprint = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const header = {alg: 'RS256', typ: 'JWT', x5t: thumbprint(sha1), 'x5t#S256': thumbprint(sha256)}
  const nbf = seconds()
  const signed = `${part(header)}.${part({...claims, nbf, exp: nbf + minutes * 60})}`
  return `${signed}.${Buffer.from(await sign(Buffer.from(signed))).toString('base64url')}`
}
