import {createHash, randomUUID, X509Certificate} from 'node:crypto'

/** A key of a service principal. */
export interface TenantKey {
  keyId: string
  /** Thumbprints computed from the key itself, upper-case hexadecimal; null where Graph did not return it. */
  sha1: string | null
  sha256: string | null
  /** Of its certificate, on one line; null where it is none. */
  subject: string | null
  /** ISO times, of the entry; a certificate may last longer. */
  startDateTime: string
  endDateTime: string
  /** As Graph has given it, with the key. */
  entry: KeyEntry
}

/** Graph's keyCredential, with those of its properties that can be written. */
export type KeyEntry = Readonly<Partial<Record<(typeof properties)[number], unknown>>>

const properties = [
  'customKeyIdentifier',
  'displayName',
  'endDateTime',
  'key',
  'keyId',
  'startDateTime',
  'type',
  'usage',
] as const

/** No principal holds more than a few dozen keys, and a list of which we know a part must not be written back. */
const mostKeys = 1000

/** What Graph lists under keyCredentials; null where that is no list that can be written back. */
export function tenantKeys(list: unknown): TenantKey[] | null {
  if (!Array.isArray(list) || list.length > mostKeys) return null
  const keys = list.map(tenantKey)
  return keys.every((key) => key !== null) ? keys : null
}

function tenantKey(item: unknown): TenantKey | null {
  if (typeof item !== 'object' || item === null) return null
  const given = item as Record<string, unknown>
  const {keyId, key, startDateTime, endDateTime} = given
  if (typeof keyId !== 'string' || keyId === '') return null
  const der = typeof key === 'string' ? Buffer.from(key, 'base64') : null
  return {
    keyId,
    sha1: der && digest('sha1', der),
    sha256: der && digest('sha256', der),
    subject: der && subjectOf(der),
    startDateTime: String(startDateTime ?? ''),
    endDateTime: String(endDateTime ?? ''),
    entry: Object.fromEntries(properties.flatMap((name) => (name in given ? [[name, given[name]]] : []))),
  }
}

export const digest = (algorithm: 'sha1' | 'sha256', der: Uint8Array): string =>
  createHash(algorithm).update(der).digest('hex').toUpperCase()

function subjectOf(der: Buffer): string | null {
  try {
    return new X509Certificate(der).subject.split('\n').join(', ')
  } catch {
    return null
  }
}

/**
 * The entry for a certificate. Both times are named, since Graph may give what has no end only one year; the key is
 * standard base64, since Graph refuses the other one.
 */
export function entryFor(der: Uint8Array): KeyEntry & {keyId: string} {
  const {raw, subject, validFrom, validTo} = new X509Certificate(der)
  const time = (text: string) => new Date(text).toISOString().replace(/\.\d+/, '')
  return {
    keyId: randomUUID(),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: raw.toString('base64'),
    displayName: subject.split('\n').join(', ').slice(0, 90),
    startDateTime: time(validFrom),
    endDateTime: time(validTo),
  }
}

/**
 * An entry that is there, to be written back: without its key, which Graph keeps, and with the usage and type that a
 * few old ones lack and Graph demands.
 */
export function asItIs({entry: {key: _, usage, type, ...entry}}: TenantKey): KeyEntry {
  return {...entry, type: type ?? 'AsymmetricX509Cert', usage: usage ?? 'Verify'}
}
