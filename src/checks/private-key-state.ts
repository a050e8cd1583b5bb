import type {PrivateKey, PrivateKeys} from '../facts/private-keys.ts'

export type KeyState = 'good' | 'missing' | 'other-key' | 'cannot-sign' | 'not-allowed' | 'undetermined'

/** What the failures of a key mean, by the codes of winerror.h; any other failure leaves open whether the key is good. */
const meanings: Readonly<Record<number, KeyState>> = {
  // NTE_BAD_KEYSET, NTE_NO_KEY, NTE_NOT_FOUND
  2148073494: 'missing',
  2148073485: 'missing',
  2148073489: 'missing',
  // NTE_BAD_SIGNATURE: what it signs is not verified by the certificate
  2148073478: 'other-key',
  // NTE_BAD_ALGID
  2148073480: 'cannot-sign',
}

/** Whether a key can sign for the extension, as far as whoever looked can tell. */
export function keyState({notSigned}: PrivateKey, {elevated}: PrivateKeys['by']): KeyState {
  if (notSigned === null) return 'good'
  if (notSigned.why === 'denied') return 'not-allowed'
  const state = meanings[notSigned.code ?? 0] ?? 'undetermined'
  // Who may not read a machine's key is told that it does not exist.
  return state === 'missing' && !elevated ? 'not-allowed' : state
}
