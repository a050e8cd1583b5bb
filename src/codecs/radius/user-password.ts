import {createHash} from 'node:crypto'
import {RadiusError} from './packet.ts'

const block = 16
const longest = 128

/** Hides a password as RFC 2865 §5.2 does: under a chain of MD5 over the secret, in blocks of 16 bytes. */
export function hidePassword(password: string, secret: Buffer, requestAuthenticator: Buffer): Buffer {
  const bytes = Buffer.from(password)
  if (bytes.length > longest) throw new RadiusError(`a password of more than ${longest} bytes`)
  const hidden = Buffer.alloc(Math.max(block, Math.ceil(bytes.length / block) * block))
  bytes.copy(hidden)
  let before = requestAuthenticator
  for (let at = 0; at < hidden.length; at += block) {
    before = mask(hidden.subarray(at, at + block), secret, before)
    before.copy(hidden, at)
  }
  return hidden
}

/** What was hidden, without the zeros that fill its last block. */
export function revealPassword(hidden: Buffer, secret: Buffer, requestAuthenticator: Buffer): string {
  if (hidden.length === 0 || hidden.length > longest || hidden.length % block !== 0)
    throw new RadiusError('a hidden password of another length')
  let before = requestAuthenticator
  const blocks: Buffer[] = []
  for (let at = 0; at < hidden.length; at += block) {
    const piece = hidden.subarray(at, at + block)
    blocks.push(mask(piece, secret, before))
    before = piece
  }
  return Buffer.concat(blocks).toString().replace(/\0+$/, '')
}

function mask(piece: Buffer, secret: Buffer, before: Buffer): Buffer {
  const digest = createHash('md5').update(secret).update(before).digest()
  return Buffer.from(piece.map((byte, i) => byte ^ digest[i]!))
}
