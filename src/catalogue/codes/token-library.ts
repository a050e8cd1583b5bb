import {adalHandles} from '../adal-handles.ts'
import type {Code} from '../code.ts'

const causesOf: Readonly<Record<number, string>> = {
  3399548933: 'OWN_REQUEST REGISTRY_KEY_MISSING TENANT_ID_FORMAT',
  3399548934: 'SOVEREIGN_CLOUD OWN_REQUEST',
  3399548935: 'REGISTRY_KEY_MISSING',
  3399548937: 'REGISTRY_KEY_MISSING',
  3399548987: 'CERT_MISSING CERT_PRIVATE_KEY_ACL',
  3399548990: 'CERT_IDENTIFIER_FORM',
  3399548992: 'CERT_PRIVATE_KEY_ACL CERT_NO_PRIVATE_KEY',
  3399614465: 'SP_DISABLED SP_MISSING',
  3399614466: 'OWN_REQUEST TENANT_ID_FORMAT SOVEREIGN_CLOUD TLS12_DISABLED',
  3399614467: 'CERT_PAIR_MISMATCH CLOCK_WRONG',
  3399614468: 'WORKLOAD_POLICY SP_DISABLED',
  3399614469: 'SERVICE_SIDE',
  3399614472: 'SERVICE_SIDE',
  3399614473: 'CERT_PAIR_MISMATCH CERT_TENANT_MISMATCH CERT_EXPIRED CLOCK_WRONG',
  3399614475: 'SP_DISABLED SOVEREIGN_CLOUD SP_MISSING',
}

/** What went wrong on the way, by WinHTTP's number (Microsoft Learn, "WinHTTP error messages"). */
export const winHttp: Readonly<Record<number, readonly [meaning: string, causes: string]>> = {
  12002: ['the service did not answer in time', 'NET_LOGIN_BLOCKED NET_PROXY'],
  12005: ['the address of the service is malformed', 'OWN_REQUEST'],
  12007: ['the name of the service could not be resolved', 'NET_DNS NET_PROXY'],
  12017: ['the request was cancelled', 'NET_BLOCKED'],
  12029: ['the service could not be connected to', 'NET_BLOCKED NET_PROXY NET_LOGIN_BLOCKED'],
  12030: ['the connection was cut off', 'NET_TLS_INSPECTION TLS12_DISABLED NET_BLOCKED'],
  12031: ['the connection was reset', 'NET_TLS_INSPECTION NET_BLOCKED'],
  12037: [
    'the certificate of the service is not valid at the time of this server’s clock',
    'CLOCK_WRONG NET_TLS_INSPECTION',
  ],
  12038: ['the certificate of the service names another host', 'NET_TLS_INSPECTION NET_PROXY'],
  12044: ['the service asked for a certificate', 'NET_TLS_INSPECTION'],
  12045: [
    'the certificate of the service comes from an authority that is not trusted here',
    'NET_TLS_INSPECTION',
  ],
  12057: [
    'whether the certificate of the service is revoked could not be looked up',
    'NET_BLOCKED NET_PROXY',
  ],
  12152: ['what answered is not the service', 'NET_PROXY NET_TLS_INSPECTION'],
  12157: ['no TLS connection came about', 'TLS12_DISABLED NET_TLS_INSPECTION'],
  12167: ['the proxy’s script could not be loaded', 'NET_PROXY'],
  12175: ['the TLS connection is not trusted', 'NET_TLS_INSPECTION TLS12_DISABLED'],
  12180: ['the proxy that the network announces could not be found', 'NET_PROXY'],
  12185: ['the certificate has no private key on this server', 'CERT_NO_PRIVATE_KEY'],
  12186: ['the service may not read the certificate’s private key', 'CERT_PRIVATE_KEY_ACL'],
}

const families: readonly [from: number, meaning: string, causes: string][] = [
  [
    0xcaa1_0000,
    'the token library did not accept what it was given on this server',
    'OWN_REQUEST REGISTRY_KEY_MISSING CERT_PRIVATE_KEY_ACL',
  ],
  [
    0xcaa2_0000,
    'the token service answered and refused: the network is fine',
    'SP_DISABLED CERT_PAIR_MISMATCH CERT_EXPIRED',
  ],
  [0xcaa8_0000, 'the token service was not reached', 'NET_LOGIN_BLOCKED NET_PROXY NET_DNS'],
  [
    0xcaa9_0000,
    'the token library failed; a deeper code says why',
    'SP_DISABLED CERT_EXPIRED CERT_PAIR_MISMATCH',
  ],
  [0xcaaa_0000, 'a certificate could not be opened', 'CERT_MISSING CERT_PRIVATE_KEY_ACL'],
]

/** A native code of the token library ("request handle"), as 32 bits; null for other numbers. Families go by range. */
export function tokenLibraryCode(handle: number): Code | null {
  const bits = handle >>> 0
  const family = families.find(([from]) => from >>> 16 === bits >>> 16)
  if (!family) return null
  const way = family[0] === 0xcaa8_0000 ? winHttp[bits & 0xffff] : undefined
  const known = adalHandles.get(bits | 0)
  const exact = known !== undefined || way !== undefined
  const causes = causesOf[bits] ?? way?.[1] ?? family[2]
  return {
    code: `adal.0x${bits.toString(16).toUpperCase()}`,
    depth: exact ? 'exact' : 'wrapper',
    meaning: known ?? way?.[0] ?? family[1],
    not:
      family[0] === 0xcaa2_0000
        ? 'the network, for the token service answered'
        : 'the certificate, whatever the message says',
    causes: causes.split(' '),
  }
}

/** A WinHTTP number, bare or as 0x80072…. */
export function winHttpCode(number: number): Code | null {
  const known = winHttp[number]
  return known
    ? {code: `winhttp.${number}`, depth: 'exact', meaning: known[0], causes: known[1].split(' ')}
    : null
}
