import {bindErrors} from '../../catalogue/bind-errors.ts'
import {CannotKnow} from '../../core/evidence.ts'
import {LayerFailure, whyOf} from '../net/layers.ts'

/** The directory did not take the credentials; `reason` is what its sub-code means. */
export class CredentialsRefused extends CannotKnow {
  readonly reason: string
  constructor(server: string, user: string, reason: string) {
    super('denied', `The directory ${server} refused ${user}: ${reason}; correct --ldap-user or its password`)
    this.reason = reason
  }
}

const certificateCodes = ['untrusted', 'expired', 'not-yet-valid', 'wrong-name']

/** What went wrong with a directory, in words that name the server and what to correct. */
export function readable(error: unknown, server: string, user: string): CannotKnow {
  if (error instanceof CannotKnow) return error
  if (error instanceof LayerFailure && certificateCodes.includes(error.code)) {
    const detail = `The certificate of the directory ${server} was not accepted: ${error.message}`
    return new CannotKnow('error', `${detail}; give its certification authority with --ldap-ca`)
  }
  if (error instanceof LayerFailure) {
    return new CannotKnow(whyOf(error), `The directory ${server} could not be reached: ${error.message}`)
  }
  const {code, message = ''} = error as {code?: unknown; message?: string}
  if (code === 49) {
    const data = /data ([0-9a-f]+)/i.exec(message)?.[1]?.toLowerCase() ?? ''
    return new CredentialsRefused(server, user, bindErrors[data] ?? 'the credentials were not accepted')
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
  return new CannotKnow('error', `The directory ${server} did not answer as expected: ${said}`)
}
