const blockBytes = 64
const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** One round: what mixes three words, what is added, in which order the message is taken, how far is turned. */
interface Round {
  mix(x: number, y: number, z: number): number
  add: number
  order: readonly number[]
  turns: readonly number[]
}

const rounds: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    add: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    turns: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    add: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    turns: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    add: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    turns: [3, 9, 11, 15],
  },
]

/** MD4 (RFC 1320), of which Windows makes the hash of a password; OpenSSL 3 has it no more. */
export function md4(message: Uint8Array): Buffer {
  const padded = Buffer.alloc((((message.length + 8) >> 6) + 1) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8)
  let words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < padded.length; at += blockBytes) {
    const mixed = block(words, padded, at)
    words = words.map((word, i) => (word + mixed[i]!) | 0)
  }
  const digest = Buffer.alloc(16)
  for (const [i, word] of words.entries()) digest.writeInt32LE(word | 0, i * 4)
  return digest
}

function block(words: readonly number[], bytes: Buffer, start: number): number[] {
  let [a, b, c, d] = words as [number, number, number, number]
  for (const {mix, add, order, turns} of rounds)
    for (const [step, index] of order.entries()) {
      const sum = a + mix(b, c, d) + bytes.readInt32LE(start + index * 4) + add
      const turned = rotate(sum | 0, turns[step % 4]!)
      ;[a, b, c, d] = [d, turned, b, c]
    }
  return [a, b, c, d]
}
