import {httpsProxyIn} from '../catalogue/proxy-list.ts'
import type {HttpProxy} from '../world/net/proxy.ts'
import type {WinApi} from '../world/windows/api.ts'
import {parseProxy} from './proxies.ts'

type Setting = Awaited<ReturnType<WinApi['winHttpProxy']>>

/**
 * Which proxy Windows wants for a host: WinHTTP's setting, which the extension's token library asks. The bypass list is
 * host patterns with * and <local> (Microsoft Learn, WINHTTP_PROXY_INFO).
 */
export function proxyFromWindows(setting: Setting): (host: string) => HttpProxy | null {
  const address = httpsProxyIn(setting?.proxy ?? '')
  const proxy = address ? parseProxy(address) : null
  const bypass = (setting?.bypass ?? '').split(/[;\s]+/).filter(Boolean)
  const direct = (host: string) =>
    bypass.some((entry) =>
      entry.toLowerCase() === '<local>' ? !host.includes('.') : pattern(entry).test(host),
    )
  return (host) => (proxy && !direct(host) ? proxy : null)
}

const pattern = (entry: string) =>
  new RegExp(`^${entry.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`, 'i')
