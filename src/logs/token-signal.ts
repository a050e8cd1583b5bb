import {aadsts as meanings} from '../catalogue/aadsts.ts'

interface Token {
  aadsts: number | null
  handle: number | null
  trait: string | null
}

/**
 * What a failed token is called: the number of the service counts before the native code, whose wrapper always says the
 * same; what either means is the catalogue's matter.
 */
export function tokenSignal({aadsts, handle, trait}: Token): string {
  if (trait === 'key-expired') return 'token/certificate-expired'
  if (aadsts !== null) return `token/${meanings.get(aadsts)?.refusal ?? 'refused'}`
  return handle === null ? 'token/none' : `token/0x${(handle >>> 0).toString(16)}`
}
