import {bindErrors} from '../../catalogue/bind-errors.ts'
import {sspiErrors} from '../../catalogue/sspi-errors.ts'
import {CannotKnow} from '../../core/evidence.ts'
import {LayerFailure, whyOf} from '../net/layers.ts'
import {redacted} from '../redacted.ts'

/** Who asks a directory: an account that was named, or whoever runs this program (`own`), who has given no password. */
export interface Asking {
  user: string
  own: boolean
  /** What a directory must not be heard to repeat; null where none was given. */
  password: string | null
}

export const askingAs = (access: {user: string; password?: string}): Asking => ({
  user: access.user,
  own: access.password === undefined,
  password: access.password ?? null,
})

/** The directory did not take the credentials; `reason` is what its sub-code means. */
export class CredentialsRefused extends CannotKnow {
  readonly reason: string
  constructor(server: string, {user, own}: Asking, reason: string) {
    const detail = own
      ? `The directory ${server} did not take ${user} without a password: ${reason}; name an account with --ldap and --ldap-user`
      : `The directory ${server} refused ${user}: ${reason}; correct --ldap-user or its password`
    super('denied', detail)
    this.reason = reason
  }
}

/** What went wrong before the directory was asked, by the code that Windows gave; null where it is none we know. */
export const refusedByWindows = (code: number): string | null =>
  sspiErrors[(code >>> 0).toString(16).padStart(8, '0')] ?? null

const certificateCodes = ['untrusted', 'expired', 'not-yet-valid', 'wrong-name']

/** What went wrong with a directory, in words that name the server and what to correct. */
export function readable(error: unknown, server: string, asking: Asking): CannotKnow {
  if (error instanceof CannotKnow) return error
  if (error instanceof LayerFailure && certificateCodes.includes(error.code)) {
    const detail = `The certificate of the directory ${server} was not accepted: ${error.message}`
    const remedy = asking.own
      ? 'its certification authority must be among those that this machine trusts'
      : 'give its certification authority with --ldap-ca'
    return new CannotKnow('error', `${detail}; ${remedy}`)
  }
  if (error instanceof LayerFailure) {
    return new CannotKnow(whyOf(error), `The directory ${server} could not be reached: ${error.message}`)
  }
  const {code, message = ''} = error as {code?: unknown; message?: string}
  if (code === 49) {
    const data = /data ([0-9a-f]+)/i.exec(message)?.[1]?.toLowerCase() ?? ''
    return new CredentialsRefused(server, asking, reasonOf(data, asking))
  }
  // noSuchObject and invalidDNSyntax (RFC 4511 §4.1.9)
  if (code === 32 || code === 34) {
    return new CannotKnow('error', `The directory ${server} has no such base; correct --ldap-base`)
  }
  if (/timed out/i.test(message)) {
    return new CannotKnow(
      'timeout',
      `The directory ${server} accepted the connection but gave no LDAP answer in time`,
    )
  }
  const said = message.split('\n').at(-1) || String(code)
  const clean = asking.password === null ? said : redacted(said, [asking.password])
  return new CannotKnow('error', `The directory ${server} did not answer as expected: ${clean}`)
}

function reasonOf(data: string, {own}: Asking): string {
  // With no password given there is none that could be wrong.
  if (own && data === '52e') return 'the domain does not accept this account (a local one?)'
  return bindErrors[data] ?? sspiErrors[data] ?? 'the credentials were not accepted'
}
