import {createPrivateKey, type KeyObject, X509Certificate} from 'node:crypto'
import type forge from 'node-forge'
import {loadForge} from './forge.ts'
import type {CertificateAndKey} from './make.ts'

const largest = 1024 * 1024
/** More rounds of the password's hash than any tool uses; beyond it a file could keep us busy for hours. */
const mostRounds = 2_000_000

const notAPfx = 'This is not a PFX (PKCS#12) file, or it is damaged.'
const wrongPassword = 'The password does not open this PFX file.'

/** Opens the operator's PFX: the certificate whose key it holds. Rejects with one plain sentence. */
export async function openPfx(bytes: Uint8Array, password: string): Promise<CertificateAndKey> {
  if (bytes.byteLength > largest)
    throw new Error('This file is larger than 1 MB, so it is no PFX of one certificate.')
  const forge = await loadForge()
  const bags = unlock(forge, Buffer.from(bytes), password)
  const keys = bags.flatMap((bag) => keyIn(forge, bag))
  if (keys.length === 0)
    throw new Error('This PFX file has no private key; export it again together with its key.')
  for (const {certificate, key} of bags.flatMap((bag) => pairIn(forge, bag, keys)))
    return {certificate: certificate.toString(), key: key.export({type: 'pkcs8', format: 'pem'}).toString()}
  throw new Error('This PFX file has a private key, but no certificate that belongs to it.')
}

function unlock(forge: Forge, bytes: Buffer, password: string): forge.pkcs12.Bag[] {
  const pfx = attempt(() => forge.asn1.fromDer(bytes.toString('latin1')))
  if (!pfx || !Array.isArray(pfx.value) || !hasFewRounds(forge, pfx.value[2])) throw new Error(notAPfx)
  // The file's seal hashes UTF-16, its newer ciphers UTF-8: with the seal proven, the same password is tried so.
  const unsealed = {...pfx, value: pfx.value.slice(0, 2)}
  const spelling = Buffer.from(password).toString('latin1')
  // Tools disagree about how the absence of a password is hashed.
  for (const sealed of password === '' ? ['', undefined] : [password])
    try {
      return open(forge, pfx, sealed)
    } catch (error) {
      if (isAboutPassword(error)) continue
      const bags = spelling === password ? null : attempt(() => open(forge, unsealed, spelling))
      if (bags) return bags
      throw new Error(notAPfx)
    }
  throw new Error(wrongPassword)
}

const open = (forge: Forge, pfx: forge.asn1.Asn1, password: string | undefined) =>
  forge.pkcs12.pkcs12FromAsn1(pfx, false, password).safeContents.flatMap((safe) => safe.safeBags)

const isAboutPassword = (error: unknown) => /invalid password|MAC could not be verified/i.test(String(error))

/** Reads `macData.iterations` before anything is computed with it; its absence means one round. */
function hasFewRounds(forge: Forge, mac: forge.asn1.Asn1 | undefined): boolean {
  const rounds = mac && Array.isArray(mac.value) ? mac.value[2] : undefined
  return (
    !rounds ||
    (attempt(() => forge.asn1.derToInteger(rounds.value as string)) ?? mostRounds + 1) <= mostRounds
  )
}

function keyIn(forge: Forge, bag: forge.pkcs12.Bag): KeyObject[] {
  const {keyBag, pkcs8ShroudedKeyBag} = forge.pki.oids
  if (bag.type !== keyBag && bag.type !== pkcs8ShroudedKeyBag) return []
  const pem = bag.key ? forge.pki.privateKeyToPem(bag.key) : derOf(forge, bag.asn1)
  return found(() =>
    createPrivateKey(typeof pem === 'string' ? pem : {key: pem, format: 'der', type: 'pkcs8'}),
  )
}

function pairIn(forge: Forge, bag: forge.pkcs12.Bag, keys: KeyObject[]) {
  if (bag.type !== forge.pki.oids.certBag) return []
  const asn1 = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1
  return found(() => new X509Certificate(derOf(forge, asn1))).flatMap((certificate) =>
    keys.filter((key) => certificate.checkPrivateKey(key)).map((key) => ({certificate, key})),
  )
}

type Forge = typeof forge
const derOf = (forge: Forge, asn1: forge.asn1.Asn1) =>
  Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
const found = <T>(read: () => T): T[] => [attempt(read)].flatMap((value) => (value === null ? [] : [value]))

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
