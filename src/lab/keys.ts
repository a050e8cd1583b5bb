import {makeKey} from '../certificates/key.ts'

const keys = new Map<string, Promise<string>>()

/** A key as PEM (PKCS#8), for each owner another. Keys are slow to make, so all labs of a process share them. */
export function keyOf(owner: string): Promise<string> {
  const known = keys.get(owner) ?? makeKey()
  keys.set(owner, known)
  return known
}
