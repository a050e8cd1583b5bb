import {UsageError} from '../core/usage-error.ts'
import type {HttpProxy} from '../world/net/proxy.ts'

/** Said wherever an address is not taken. */
export const noPac = ' (a PAC file is not followed: give the proxy that it names)'

type Environment = Readonly<Record<string, string | undefined>>

/** A proxy URL → where it is and, apart from it, its credentials; null where the text is no http:// URL. */
export function parseProxy(text: string, password: string | null = null): HttpProxy | null {
  const given = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(given) ? new URL(given) : null
  // A path is that of a PAC file, whose program is not followed.
  if (url?.protocol !== 'http:' || !url.hostname || url.pathname !== '/') return null
  const credentials = url.username ? `${decoded(url.username)}:${password ?? decoded(url.password)}` : null
  return {host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80), credentials}
}

/** A lone % is meant as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Which proxy the environment wants for a host: HTTPS_PROXY or ALL_PROXY, unless NO_PROXY names the host or a suffix of it. */
export function proxyFromEnvironment(environment: Environment): (host: string) => HttpProxy | null {
  const value = (name: string) => environment[name.toLowerCase()] ?? environment[name]
  const address = value('HTTPS_PROXY') || value('ALL_PROXY')
  const proxy = address ? parseProxy(address) : null
  if (address && !proxy) {
    throw new UsageError(
      `HTTPS_PROXY (or ALL_PROXY) is not the address of an HTTP proxy${noPac}; set it to http://HOST:PORT, or give --proxy.`,
    )
  }
  const except = (value('NO_PROXY') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) =>
      entry
        .replace(/^\*?\./, '')
        .replace(/:443$/, '')
        .toLowerCase(),
    )
  const direct = (host: string) => except.some((e) => e === '*' || host === e || host.endsWith(`.${e}`))
  return (host) => (proxy && !direct(host.toLowerCase()) ? proxy : null)
}
