import {bindErrors} from '../../catalogue/bind-errors.ts'
import {CannotKnow} from '../../core/evidence.ts'
import {LayerFailure, whyOf} from '../net/layers.ts'

/** What went wrong with a directory, in words that name the server and what to correct. */
export function readable(error: unknown, {url, user}: {url: URL; user: string}): CannotKnow {
  if (error instanceof CannotKnow) return error
  if (error instanceof LayerFailure) {
    return new CannotKnow(whyOf(error), `The directory could not be reached: ${error.message}`)
  }
  const {code, message = ''} = error as {code?: unknown; message?: string}
  if (code === 49) {
    const data = /data ([0-9a-f]+)/i.exec(message)?.[1]?.toLowerCase()
    const why = bindErrors[data ?? ''] ?? 'the credentials were not accepted'
    return new CannotKnow(
      'denied',
      `The directory ${url.host} refused ${user}: ${why}; correct --ldap-user or its password`,
    )
  }
  if (/timed out/i.test(message)) {
    return new CannotKnow(
      'timeout',
      `The directory ${url.host} accepted the connection but gave no LDAP answer in time`,
    )
  }
  const said = message.split('\n').at(-1) || String(code)
  return new CannotKnow('error', `The directory ${url.host} did not answer as expected: ${said}`)
}
