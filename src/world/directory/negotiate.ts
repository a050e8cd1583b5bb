import {createHash, randomUUID} from 'node:crypto'
import type {TLSSocket} from 'node:tls'
import {BerError} from '../../codecs/ber.ts'
import {type BindResponse, readBindResponse, saslBindRequest} from '../../codecs/ldap-sasl.ts'
import {signatureHash} from '../../codecs/signature-hash.ts'
import {CannotKnow} from '../../core/evidence.ts'
import {LayerFailure, whyOf, within} from '../net/layers.ts'
import type {WinApi} from '../windows/api.ts'
import {WindowsFailure} from '../windows/failure.ts'
import {answerTo} from './ask.ts'
import {type Asking, CredentialsRefused, refusedByWindows} from './errors.ts'

/** Kerberos takes one round and NTLM two; a server that wants more than this will never have enough. */
const mostRounds = 8
const saslBindInProgress = 14
/** Windows may have to ask a distant domain controller for a ticket. */
const [windowsMs, serverMs] = [9_000, 6_000]

type Windows = Pick<WinApi, 'negotiate' | 'endNegotiation'>

/**
 * Binds an open TLS connection as whoever runs this program: SASL GSS-SPNEGO (MS-ADTS §5.1.1.1.2) with tokens from Windows,
 * bound to this TLS connection, and without a security layer of its own, which a directory takes only outside TLS.
 */
export async function bindByNegotiation(
  windows: Windows,
  socket: TLSSocket,
  host: string,
  asking: Asking,
  signal: AbortSignal,
): Promise<void> {
  const context = randomUUID()
  const soon = <T>(work: Promise<T>, waitingFor: string, ms: number): Promise<T> =>
    within(work, {layer: 'tls', waitingFor, ms, signal, stop() {}}).catch((error) => {
      throw error instanceof LayerFailure ? new CannotKnow(whyOf(error), error.message) : error
    })
  const channelBinding = endPointBinding(socket.getPeerCertificate().raw)
  const step = async (token: Uint8Array | null) => {
    try {
      const asked = windows.negotiate({context, target: `ldap/${host}`, token, channelBinding})
      return await soon(asked, `Windows gave no proof of ${asking.user} for ${host}`, windowsMs)
    } catch (error) {
      throw failedStep(error, host, asking)
    }
  }
  try {
    let {token} = await step(null)
    for (let id = 1; id <= mostRounds; id++) {
      const answer = await soon(bind(socket, id, token), `${host} gave no answer to the bind`, serverMs)
      if (answer.resultCode !== 0 && answer.resultCode !== saslBindInProgress)
        throw refusal(answer, host, asking)
      // The last word may be the server's, who proves itself with it.
      const next = answer.credentials?.length ? await step(answer.credentials) : null
      if (answer.resultCode === 0) return
      token = next?.token ?? Buffer.alloc(0)
    }
    throw new Error(`it asked for more than ${mostRounds} proofs of who asks`)
  } finally {
    await windows.endNegotiation(context).catch(() => {})
  }
}

/** The channel binding tls-server-end-point (RFC 5929 §4); null where the certificate's signature has no hash of its own. */
export function endPointBinding(der: Buffer | undefined): Buffer | null {
  try {
    const hash = der && signatureHash(der)
    return hash
      ? Buffer.concat([Buffer.from('tls-server-end-point:'), createHash(hash).update(der).digest()])
      : null
  } catch (error) {
    if (error instanceof BerError) return null
    throw error
  }
}

async function bind(socket: TLSSocket, id: number, token: Uint8Array): Promise<BindResponse> {
  const answer = await answerTo(socket, saslBindRequest(id, 'GSS-SPNEGO', token), readBindResponse).catch(
    (error) => {
      if (error === null) throw new Error('it closed the connection instead of answering the bind')
      throw error instanceof BerError ? new Error('what it answered to the bind is not LDAP') : error
    },
  )
  if (answer.id === id) return answer
  throw new Error('it answered another message than the bind')
}

/** What the server says goes no further than its code and one line; `code` is what the words for a bind go by. */
const refusal = ({resultCode, diagnosticMessage}: BindResponse, host: string, asking: Asking): Error => {
  const said = diagnosticMessage.split(/[\r\n\0]/)[0]!.slice(0, 200)
  if (resultCode === 49) return Object.assign(new Error(said), {code: 49})
  const code = `result code ${resultCode}${said && ` ${said}`}`
  // authMethodNotSupported, strongerAuthRequired, unwillingToPerform
  if (![7, 8, 53].includes(resultCode)) return new Error(`${code} to the bind`)
  return new CredentialsRefused(
    host,
    asking,
    `it takes no sign-in with Windows’ own proof over TLS (${code})`,
  )
}

function failedStep(error: unknown, host: string, asking: Asking): unknown {
  if (!(error instanceof WindowsFailure)) return error
  const reason = refusedByWindows(error.code)
  if (reason) return new CredentialsRefused(host, asking, `${reason} (${error.message})`)
  return new CannotKnow(error.why, `Windows could not prove ${asking.user} to ${host}: ${error.message}`)
}
