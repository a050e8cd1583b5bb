/** Top-level domains of organisations and of networks of one's own; one of two letters is a country's (RFC 1591). */
const topLevels = new Set(
  'com net org edu gov mil int info biz name pro arpa app dev cloud online example test invalid local localhost localdomain lan corp home internal intern intra private ads domain'.split(
    ' ',
  ),
)
const isTopLevel = (label: string) => topLevels.has(label) || /^[a-z]{2}$/.test(label)

/** Second levels that countries hand names out below: co.uk, com.au, or.jp. */
const secondLevels = new Set(
  'ac co com edu gob gouv gov gv ltd me mil ne net nhs nom or org plc sch'.split(' '),
)

/** Microsoft's domains below which many tenants have a name each. */
const shared =
  /^(?:(?:onmicrosoft|onmschina|microsoftonline|sharepoint|azurewebsites|azureedge|azurefd|trafficmanager|msappproxy|chinacloudapi|windowsazure|microsoft)\.[a-z]+|windows\.net|azure\.(?:com|net|us|cn)|azure-api\.net|(?:outlook|dynamics)\.com)$/
/** Services between such a domain and the tenant's name. */
const services = new Set(
  'core blob file queue table dfs web database servicebus vault cloudapp mail protection partner'.split(' '),
)

/** How many labels at the end of a domain tell nobody apart. */
function sharedTail(labels: readonly string[]): number {
  const fromEnd = labels.map((label) => label.toLowerCase()).reverse()
  const [last = '', second = ''] = fromEnd
  // Only what stands below something is a top-level domain: the end of "_.da" may be somebody's name.
  if (!isTopLevel(last) || !fromEnd.slice(1).some((label) => /[\p{L}\p{N}]/u.test(label))) return 0
  if (last.length === 2 && fromEnd.length > 2 && secondLevels.has(second)) return 2
  if (!shared.test(`${second}.${last}`)) return 1
  const own = fromEnd.findIndex((label, i) => i > 1 && !services.has(label))
  return own < 0 ? fromEnd.length : own
}

/** A host's or domain's name in which aliases stand for the labels that tell it apart. */
export function withAliasedLabels(name: string, alias: (label: string) => string): string {
  const labels = name.split('.')
  const own = labels.length - sharedTail(labels)
  return labels.map((label, i) => (i < own ? alias(label) : label)).join('.')
}

/** The components of a domain in a distinguished name, one after the other. */
export const domainComponents = /\bDC=[^,=\s]+(?:\s*,\s*DC=[^,=\s]+)*/gi

export function withAliasedComponents(found: string, alias: (label: string) => string): string {
  const component = /(?<==)[^,=\s]+/g
  const labels = withAliasedLabels((found.match(component) ?? []).join('.'), alias).split('.')
  return found.replace(component, () => labels.shift() ?? '')
}
