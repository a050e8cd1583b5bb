import {generateKeyPair} from 'node:crypto'
import {promisify} from 'node:util'

/** A new RSA private key, PEM (PKCS#8); made in the thread pool, so several at once cost little more than one. */
export async function makeKey(bits = 2048): Promise<string> {
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: bits})
  return privateKey.export({type: 'pkcs8', format: 'pem'}).toString()
}
