import {generateKeyPair} from 'node:crypto'
import {promisify} from 'node:util'

/** A new RSA 2048 private key, PEM (PKCS#8); made in the thread pool, so several at once cost little more than one. */
export async function makeKey(): Promise<string> {
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: 2048})
  return privateKey.export({type: 'pkcs8', format: 'pem'}).toString()
}
