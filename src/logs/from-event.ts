import {
  channels,
  extensionChannel,
  gatewayEvents,
  gatewayMet,
  noTlsCredential,
  securityEvents,
  serviceFailures,
  systemEvents,
} from '../catalogue/events.ts'
import {auditing, type LogEvent} from '../codecs/nps-log/log-event.ts'
import {type EntryKind, entry, type LogEntry, person, server} from './entry.ts'
import {fromExtension} from './from-extension.ts'

const {granted, denied, discarded} = securityEvents
const answers: ReadonlyMap<number, EntryKind> = new Map([
  [granted, 'granted'],
  [denied, 'denied'],
  [discarded, 'discarded'],
])
/** RD Gateway: policy met, not met, a connection begins. */
const gateway: ReadonlyMap<number, EntryKind> = new Map([
  [gatewayMet, 'gateway-met'],
  [gatewayEvents.refused, 'gateway-refused'],
  [gatewayEvents.begun, 'gateway-begun'],
])
const ofServices = new Set<number>(serviceFailures)
const ofNps = new Set<number>(Object.values(systemEvents))

/** What an event says of a sign-in; null for one that says nothing of any. */
export function fromEvent(event: LogEvent): LogEntry | null {
  const {provider, id, channel} = event
  // Of a server's events these are by far the most.
  if (provider === auditing && channel === 'Security') return fromSecurity(event)
  if (extensionChannel.test(channel) || /AzureMfa/i.test(provider) || /^Auth[NZ]$/i.test(provider))
    return fromExtension(event)
  if (/Security-Auditing/i.test(provider)) return fromSecurity(event)
  if (/TerminalServices-Gateway/i.test(provider) || channel === channels.gateway) return fromGateway(event)
  const fields = textOf(event)
  if (/^NPS$/i.test(provider) && ofNps.has(id)) return happened(event, `nps-${id}`, addressIn(fields))
  if (/^Schannel$/i.test(provider) && id === noTlsCredential) return happened(event, `schannel-${id}`, null)
  if (/Service Control Manager/i.test(provider) && ofServices.has(id) && ofService.test(fields))
    return happened(event, noModule.test(fields) ? 'service-no-module' : 'service-failed', null)
  if (/^RasClient$/i.test(provider) && id === 20221) return happened(event, 'vpn-failed', null)
  return null
}

/** "%%126", or its text: a library, or a function of one, was not found (ERROR_MOD_NOT_FOUND, ERROR_PROC_NOT_FOUND). */
const noModule = /%%12[67]\b|specified (?:module|procedure) could not be found/i
const ofService = /Network Policy Server|\bIAS\b/i

const base = ({at, computer}: LogEvent, kind: EntryKind, source: LogEntry['source']): LogEntry => {
  const told = entry(at, kind, source)
  told.server = server(computer)
  return told
}

function happened(event: LogEvent, code: string, nas: string | null): LogEntry {
  const told = base(event, 'event', 'system')
  told.code = code
  told.nas = nas
  return told
}

function fromSecurity(event: LogEvent): LogEntry | null {
  const kind = answers.get(event.id)
  if (kind === undefined) return null
  const told = base(event, kind, 'security')
  const {user, domain} = person(field(event, 'SubjectUserName'))
  const reason = field(event, 'ReasonCode')
  told.user = user
  told.domain = field(event, 'SubjectDomainName') ?? domain
  told.address = field(event, 'ClientIPAddress')
  told.nas = field(event, 'ClientName') ?? told.address ?? field(event, 'NASIPv4Address')
  told.server ??= server(field(event, 'AuthenticationServer'))
  told.reason = kind !== 'granted' && reason !== null && /^\d{1,9}$/.test(reason) ? Number(reason) : null
  told.method = field(event, 'AuthenticationType')
  told.policy = field(event, 'NetworkPolicyName')
  return told
}

function fromGateway(event: LogEvent): LogEntry | null {
  const kind = gateway.get(event.id)
  if (kind === undefined) return null
  const told = base(event, kind, 'gateway')
  const text = textOf(event)
  const named = field(event, 'Username') ?? /user\s{1,3}["“]([^"”]{1,256})["”]/i.exec(text)?.[1] ?? null
  Object.assign(told, person(named))
  told.code = field(event, 'ErrorCode') ?? /["“](\d{5})["”]/.exec(text)?.[1] ?? null
  return told
}

/** A field that says something; Windows writes a hyphen for none. */
const field = ({data}: LogEvent, wanted: string): string | null => {
  for (const {name, text} of data)
    if (name === wanted && text !== '-' && text.trim() !== '')
      return text.length > 512 ? text.slice(0, 512) : text
  return null
}

const textOf = ({data}: LogEvent) =>
  data
    .slice(0, 16)
    .map(({text}) => text)
    .join(' ')
    .slice(0, 4_096)

const address = /(?:^|[\s"(])((?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?=$|[\s",.)])/i
const addressIn = (text: string) => address.exec(text)?.[1] ?? null
