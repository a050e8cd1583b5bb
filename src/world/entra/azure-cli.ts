import {spawn} from 'node:child_process'
import {CannotKnow} from '../../core/evidence.ts'
import {outgoingEnvironment} from '../child-environment.ts'

/** A token is about two thousand characters; more than this is no answer of the Azure CLI. */
const largest = 65_536

/** The token of whoever is signed in to the Azure CLI, for Graph at `host`. */
export function azureCliToken(host: string, signal: AbortSignal): Promise<string> {
  const args = ['account', 'get-access-token', '--resource', `https://${host}`, '--output', 'json']
  const windows = process.platform === 'win32'
  return new Promise((resolve, reject) => {
    // On Windows az is a batch file, which only a shell can run; the arguments are ours and fixed.
    const az = spawn('az', args, {
      signal,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: outgoingEnvironment(),
    })
    let out = ''
    let err = ''
    az.stdout.on('data', (chunk) => {
      if (out.length < largest) out += chunk
    })
    az.stderr.on('data', (chunk) => {
      if (err.length < largest) err += chunk
    })
    az.once('error', (error) => {
      const absent = (error as {code?: string}).code === 'ENOENT'
      const detail = absent
        ? 'the Azure CLI (az) is not installed here'
        : 'the Azure CLI gave no token in time'
      reject(
        new CannotKnow(
          absent ? 'error' : 'timeout',
          `${detail}; install it, or sign in another way (--sign-in)`,
        ),
      )
    })
    az.once('close', (code) => {
      const token = tokenIn(out)
      if (token) return resolve(token)
      const said = withoutTokens(err).trim().split('\n').at(-1)?.slice(0, 200) || 'it printed no token'
      reject(
        new CannotKnow('denied', `The Azure CLI gave no token (exit ${code}): ${said}; run az login first`),
      )
    })
  })
}

/** A long word of letters and digits is a token, or at least none that anybody reads. */
const withoutTokens = (text: string): string =>
  text.replace(/(?=[\w.~+/=-]*[a-z])(?=[\w.~+/=-]*\d)[\w.~+/=-]{20,}/gi, '…')

function tokenIn(out: string): string | null {
  try {
    const {accessToken} = JSON.parse(out) as {accessToken?: unknown}
    return typeof accessToken === 'string' && accessToken !== '' ? accessToken : null
  } catch {
    return null
  }
}
