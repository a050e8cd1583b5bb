/** Those that a sign-in goes through, in its order, and the directory that NPS asks on the way. */
export const hops = [
  {id: 'nas', name: 'VPN / NAS', does: 'speaks RADIUS'},
  {id: 'nps', name: 'NPS', does: 'takes the request'},
  {id: 'extension', name: 'NPS extension', does: 'asks for MFA'},
  {id: 'token', name: 'Token service', does: 'lets it in by token'},
  {id: 'mfa', name: 'MFA service', does: 'asks the user'},
  {id: 'user', name: 'User', does: 'approves'},
  {id: 'directory', name: 'Active Directory', does: 'first factor'},
] as const
export type HopId = (typeof hops)[number]['id']

/** Where a check looks, and on which leg (named by where it leads to) a sign-in breaks where it is red. */
interface Place {
  hop: HopId
  leg: HopId
}

const table: readonly (readonly [HopId, HopId, string])[] = [
  ['nas', 'nps', 'radius.clients radius.hardening radius.timing logs.transport logs.timing'],
  ['nas', 'nps', 'radius.answers radius.secret radius.message-authenticator'],
  ['nas', 'nps', 'logs.first-factor/secret-garbled logs.first-factor/method-not-allowed'],
  ['nps', 'nps', 'host radius service events.audit logs.service'],
  ['nps', 'nps', 'logs.first-factor/no-network-policy logs.first-factor/no-request-policy'],
  ['directory', 'directory', 'directory user.in-ad user.ad-state user.dial-in logs.first-factor'],
  ['directory', 'directory', 'logs.service/no-domain-controller'],
  ['extension', 'extension', 'registry extension host.vcruntime events logs.mfa logs.extension'],
  ['extension', 'extension', 'logs.service/library-missing'],
  ['extension', 'token', 'cert clock host.schannel host.proxy-planes registry.values registry.cloud'],
  ['extension', 'token', 'logs.token/certificate-expired logs.token/certificate-refused logs.token/clock'],
  ['extension', 'token', 'logs.token/key-unusable logs.extension/certificate-unusable logs.service/no-tls'],
  ['extension', 'token', 'logs.extension/registry-value-missing'],
  ['token', 'token', 'endpoints.login endpoints.login-windows-net tenant token logs.token logs.network'],
  ['mfa', 'mfa', 'endpoints token.accepted-by-service logs.network/mfa-service-unreachable'],
  ['user', 'user', 'user sync logs.user logs.method logs.action'],
]
const places = new Map<string, Place>(
  table.flatMap(([hop, leg, names]) => names.split(' ').map((name) => [name, {hop, leg}] as const)),
)
/** A way of ours to look, which no sign-in goes. */
const aside = ['endpoints.graph', 'logs.sign-ins']

/** The place of a code, else that of its check, else that of its area; null for what is on no sign-in's way. */
export function placeOf(code: string): Place | null {
  const check = code.split('/')[0]!
  if (aside.includes(check)) return null
  return places.get(code) ?? places.get(check) ?? places.get(check.split('.')[0]!) ?? null
}

/** The areas and checks of a hop; what logs tell is no matter of a selection. */
export const named = (hop: HopId): string[] =>
  table.flatMap(([at, , names]) =>
    at === hop ? names.split(' ').filter((name) => !name.startsWith('logs.')) : [],
  )
