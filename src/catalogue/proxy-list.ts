/**
 * The proxy for HTTPS in a list as Windows writes it: "host:port" for everything, or one for each protocol as
 * "http=a:80;https=b:80" (Microsoft Learn, WINHTTP_PROXY_INFO). Null where there is none.
 */
export function httpsProxyIn(list: string): string | null {
  const entries = list.split(/[;\s]+/).filter(Boolean)
  const ofHttps = entries.find((entry) => /^https=/i.test(entry))
  const address = ofHttps ? ofHttps.slice('https='.length) : entries.find((entry) => !entry.includes('='))
  return address || null
}
