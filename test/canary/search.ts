import type {Secret} from './secrets.ts'

export interface Leak {
  secret: string
  /** How it was written there. */
  form: string
  at: number
}

/** Shorter pieces occur by chance. */
const piece = 12
/** As PEM and the like break lines, in bytes. */
const line = 48

/** Pieces by which a secret is known even where it is cut off, escaped around its letters, or broken over lines. */
function pieces(secret: Buffer): Buffer[] {
  if (secret.length <= piece) return [secret]
  if (secret.length <= 3 * line) return [secret.subarray(0, piece), middle(secret), secret.subarray(-piece)]
  // The beginning of a key or a token is the same in all of them.
  const starts = Array.from({length: Math.floor(secret.length / line) - 1}, (_, i) => (i + 1) * line)
  return starts.map((start) => secret.subarray(start, start + 2 * piece))
}

/** The first letters and digits that come in a row: what is around them may be escaped. */
function middle(secret: Buffer): Buffer {
  const [word = ''] = /[A-Za-z0-9]{12,}/.exec(secret.toString('latin1')) ?? []
  return word === '' ? secret : Buffer.from(word.slice(-piece), 'latin1')
}

type Write = (bytes: Buffer) => readonly string[]

/** Base64 of the bytes wherever they stand in a longer text: the letters that depend on them alone. */
const base64: Write = (bytes) =>
  [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const start = before === 0 ? 0 : before + 1
    return whole.slice(start, Math.floor(((before + bytes.length) * 8) / 6))
  })
const base64url: Write = (bytes) =>
  base64(bytes).map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
const wide = (bytes: Buffer) => Buffer.from(bytes.toString('utf8'), 'utf16le')

/** The ways in which a program may write bytes, each as latin1 text. */
export const forms: Readonly<Record<string, Write>> = {
  plain: (bytes) => [bytes.toString('latin1')],
  base64,
  base64url,
  hex: (bytes) => [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
  'hex with colons': (bytes) => {
    const hex = bytes.toString('hex').match(/../g)!.join(':')
    return [hex, hex.toUpperCase()]
  },
  'URL-encoded': (bytes) => [
    latin1(encodeURIComponent(bytes.toString('utf8'))),
    bytes.toString('hex').replaceAll(/../g, '%$&'),
    bytes.toString('hex').toUpperCase().replaceAll(/../g, '%$&'),
  ],
  'JSON-escaped': (bytes) => [latin1(JSON.stringify(bytes.toString('utf8')).slice(1, -1))],
  'UTF-16LE': (bytes) => [wide(bytes).toString('latin1')],
  'base64 of UTF-16LE': (bytes) => base64(wide(bytes)),
  reversed: (bytes) => [Buffer.from(bytes).reverse().toString('latin1')],
}
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

interface Pattern {
  secret: string
  form: string
  bytes: Buffer
}

/** Looks for many secrets in many forms at once. */
export class Search {
  /** Patterns by their first four bytes, and which sums of those occur at all. */
  readonly #patterns = new Map<number, Pattern[]>()
  readonly #occurs = new Uint8Array(65_536)

  constructor(secrets: readonly Secret[] = []) {
    for (const secret of secrets) this.add(secret)
  }

  add({name, bytes}: Secret): void {
    for (const part of pieces(bytes))
      for (const [form, write] of Object.entries(forms))
        for (const text of write(part)) this.#file({secret: name, form, bytes: Buffer.from(text, 'latin1')})
  }

  #file(pattern: Pattern): void {
    if (pattern.bytes.length < 8) throw new Error(`${pattern.secret} is too short to be looked for`)
    const key = pattern.bytes.readUInt32LE(0)
    const alike = this.#patterns.get(key) ?? []
    if (!alike.some(({bytes}) => bytes.equals(pattern.bytes))) alike.push(pattern)
    this.#patterns.set(key, alike)
    this.#occurs[sum(key)] = 1
  }

  /** What of the secrets is in `text`, each secret and form once. */
  in(text: string | Buffer): Leak[] {
    const bytes = Buffer.from(text)
    const found = new Map<string, Leak>()
    for (let at = 0; at + 8 <= bytes.length; at++) {
      const key = bytes.readUInt32LE(at)
      if (this.#occurs[sum(key)] === 0) continue
      for (const {secret, form, bytes: pattern} of this.#patterns.get(key) ?? [])
        if (bytes.compare(pattern, 0, pattern.length, at, Math.min(at + pattern.length, bytes.length)) === 0)
          found.set(`${secret} ${form}`, {secret, form, at})
    }
    return [...found.values()]
  }
}

const sum = (key: number): number => ((key >>> 16) ^ key) & 0xffff
