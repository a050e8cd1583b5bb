import {mostUsers} from '../../app/options.ts'
import {noPac, parseProxy} from '../../app/proxies.ts'
import {UsageError} from '../../core/usage-error.ts'
import {secret} from './secrets.ts'

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i

// What was typed is never repeated: it may be a secret in the wrong place.

/** Blanks and line ends around the name come from files and copies; inside it they are wrong. */
function readUser(text: string): string {
  const upn = text.trim()
  if (/^[^\s@]+@[^\s@]+$/.test(upn) && upn.length <= 1024) return upn
  throw new UsageError(
    '--user is a user principal name; give it with its suffix, such as --user alice@contoso.com.',
  )
}

/** Each user once; names differ in case only for the eye. */
export function readUsers(typed: readonly string[]): string[] {
  if (typed.length > mostUsers)
    throw new UsageError(`--user takes at most ${mostUsers} names in one run; give fewer at a time.`)
  const users = typed.map(readUser)
  return users.filter(
    (user, i) => users.findIndex((other) => other.toLowerCase() === user.toLowerCase()) === i,
  )
}

export function readTenant(text: string): string {
  if (guid.test(text) || domain.test(text)) return text
  throw new UsageError(
    '--tenant is neither a tenant id nor a domain; give it as GUID or as a verified domain, such as contoso.com.',
  )
}

export function readAppId(text: string): string {
  if (guid.test(text)) return text
  throw new UsageError('That is no GUID; give --app-id as the application (client) id.')
}

export function readProxy(text: string) {
  const proxy = parseProxy(text, secret('PROXY_PASSWORD'))
  if (proxy) return proxy
  throw new UsageError(`--proxy is not the address of an HTTP proxy${noPac}; give it as http://HOST:PORT.`)
}

const sizes: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, '': 1000}

/** "45s", "2m", "500ms" → milliseconds, from 100 ms to an hour. */
export function readLength(text: string, flag: string): number {
  const [, number, unit = ''] = /^(\d{1,7})(ms|s|m)?$/.exec(text) ?? []
  const ms = Number(number) * sizes[unit]!
  if (ms >= 100 && ms <= 3_600_000) return ms
  throw new UsageError(`That is no length of time from 100ms to 60m; give ${flag} as 45s or 2m.`)
}

/** "2027-01-31" (its midnight, UTC) or a whole ISO 8601 time → ISO. */
export function readTime(text: string): string {
  const ms = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(ms)) return new Date(ms).toISOString()
  throw new UsageError('That is no date; give --at as 2027-01-31 or 2027-01-31T08:00:00Z.')
}
