import {createCipheriv, createHash} from 'node:crypto'
import {md4} from './md4.ts'

/** What client and server know of one exchange of MS-CHAPv2 (RFC 2759 §8). */
export interface Exchange {
  /** As it was sent; a domain in front of it is not part of the proof. */
  userName: string
  /** 16 bytes each. */
  authenticatorChallenge: Buffer
  peerChallenge: Buffer
}

const sha1 = (...parts: readonly (Uint8Array | string)[]) => {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** RFC 2759 §8.3 */
const passwordHash = (password: string) => md4(Buffer.from(password, 'utf16le'))

/** RFC 2759 §8.2 */
const challengeHash = ({userName, authenticatorChallenge, peerChallenge}: Exchange) =>
  sha1(peerChallenge, authenticatorChallenge, userName.replace(/^[^\\]*\\/, '')).subarray(0, 8)

/** RFC 2759 §8.1: what proves that the client knows the password; 24 bytes. */
export function ntResponse(exchange: Exchange, password: string): Buffer {
  const challenge = challengeHash(exchange)
  const keys = Buffer.concat([passwordHash(password), Buffer.alloc(5)])
  return Buffer.concat([0, 7, 14].map((at) => des(keys.subarray(at, at + 7), challenge)))
}

/** RFC 2759 §8.7: what proves that the server knows it, too: "S=" and 40 hexadecimal digits. */
export function authenticatorResponse(exchange: Exchange, password: string): string {
  const proof = sha1(
    md4(passwordHash(password)),
    ntResponse(exchange, password),
    'Magic server to client signing constant',
  )
  const digest = sha1(proof, challengeHash(exchange), 'Pad to make it do more than one iteration')
  return `S=${digest.toString('hex').toUpperCase()}`
}

/** DES with a key of 7 bytes. OpenSSL 3 has left out DES; with the same key three times triple DES is the same. */
function des(key: Buffer, block: Buffer): Buffer {
  const bits = BigInt(`0x${key.toString('hex')}`)
  // Seven bits in each byte; the lowest is a parity bit, which nobody looks at.
  const spread = Buffer.from(
    [49n, 42n, 35n, 28n, 21n, 14n, 7n, 0n].map((by) => Number((bits >> by) & 0x7fn) << 1),
  )
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([spread, spread, spread]), null)
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()])
}
