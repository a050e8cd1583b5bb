import fc from 'fast-check'
import type {Packet} from '../../../src/codecs/radius/packet.ts'

/** Bytes in hexadecimal, with any spaces. */
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

export function bytes(minLength: number, maxLength: number): fc.Arbitrary<Buffer> {
  return fc.uint8Array({minLength, maxLength}).map((array) => Buffer.from(array))
}

const plain = {noNullPrototype: true}

/** Any well-formed packet without a Message-Authenticator, with room for one. */
export const packets: fc.Arbitrary<Packet> = fc.record(
  {
    code: fc.nat(255),
    identifier: fc.nat(255),
    authenticator: bytes(16, 16),
    attributes: fc.array(
      fc.record({type: fc.nat(255).filter((type) => type !== 80), value: bytes(0, 253)}, plain),
      {maxLength: 15},
    ),
  },
  plain,
)
