import {aadsts as meanings, type TokenRefusal} from '../catalogue/aadsts.ts'

interface Token {
  aadsts: number | null
  handle: number | null
  trait: string | null
}

/** Native codes whose low word is an error of WinHTTP: the token service was never reached. */
const ofTransport = (handle: number) => handle >>> 16 === 0xcaa8
/** WinHTTP: no private key, no right to it. */
const ofKey = new Set([0x2f99, 0x2f9a])
/** WinHTTP and Schannel: TLS did not come about, or a certificate is not trusted. */
const ofTls = new Set([0x2f05, 0x2f06, 0x2f0d, 0x2f19, 0x2f7d, 0x2f8f])
const nameNotResolved = 0x2ee7
const ofSignature = new Set([0xcaa10040, 0xcaa1003e])

/** What a failed token means: the number of the service counts before the native code, whose wrapper always says the same. */
export function tokenSignal({aadsts, handle, trait}: Token): string {
  if (trait === 'key-expired') return 'token/certificate-expired'
  if (aadsts !== null) {
    const told: TokenRefusal | undefined = meanings.get(aadsts)?.refusal
    return told === undefined ? 'token/refused' : `token/${told}`
  }
  if (handle === null) return 'token/none'
  if (ofSignature.has(handle >>> 0) || (ofTransport(handle) && ofKey.has(handle & 0xffff))) return 'token/key'
  if (!ofTransport(handle)) return 'token/refused'
  if (ofTls.has(handle & 0xffff)) return 'network/tls'
  return (handle & 0xffff) === nameNotResolved ? 'network/name' : 'network/login'
}
