import type {MemoryMachine} from '../../../world/windows/memory.ts'
import {eventXml, type LoggedEvent} from '../../state/event.ts'
import {installed} from './changes.ts'

export const channels = {
  admin: 'Microsoft-AzureMfa-AuthZ/AuthZAdminCh',
  requests: 'Microsoft-AzureMfa-AuthZ/AuthZOptCh',
} as const

const minute = 60_000
export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * minute)

/** What the extension writes: its texts are not translated, and their slips are the product's. */
export const said = (channel: string, id: number, level: number, at: Date, text: string): LoggedEvent => ({
  channel,
  provider: channel.slice(0, channel.indexOf('/')),
  id,
  level,
  at,
  data: [`NPS Extension for Azure MFA:  ${text}`],
})

/** The extension gives every request an id of its own. */
export const cidOf = (at: Date): string =>
  `7d0c9a4e-33b1-4e0b-8f36-${at.getTime().toString(16).padStart(12, '0')}`

/** NPS about one request, in the Security log. */
export const decided = (
  id: number,
  at: Date,
  user: string,
  more: Record<string, string> = {},
): LoggedEvent => ({
  channel: 'Security',
  provider: 'Microsoft-Windows-Security-Auditing',
  id,
  level: 0,
  at,
  data: {
    SubjectUserName: user,
    SubjectDomainName: 'CONTOSO',
    ClientName: 'VPN gateway',
    ClientIPAddress: '192.0.2.70',
    NetworkPolicyName: 'VPN users',
    AuthenticationType: 'PAP',
    ...more,
  },
})

/** A sign-in that worked, as the extension and NPS record it. */
export const signIn = (at: Date, user: string): LoggedEvent[] => [
  decided(6272, at, user),
  said(
    channels.requests,
    1,
    4,
    at,
    `CID: ${cidOf(at)} :Access Accepted for user ${user} with Azure MFA response: Success and message: session ${cidOf(at)}`,
  ),
]

/** An ordinary day: people sign in and mistype, and the extension remarks on what is harmless. */
const ordinary = (): LoggedEvent[] => [
  installed(
    minutesAgo(17_600),
    '2026-11 Cumulative Update for Microsoft server operating system (KB5070884)',
  ),
  installed(minutesAgo(400), 'Security Intelligence Update for Microsoft Defender Antivirus - KB2267602'),
  ...signIn(minutesAgo(300), 'lee'),
  ...signIn(minutesAgo(180), 'alice'),
  decided(6273, minutesAgo(182), 'alice', {ReasonCode: '16', Reason: 'Authentication failed.'}),
  said(
    channels.requests,
    1,
    4,
    minutesAgo(181),
    'NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User alice with response state AccessReject, ignoring request.',
  ),
  said(
    channels.requests,
    2,
    2,
    minutesAgo(600),
    'IP Whitelist not intialized::  ErrorCode:: REGISTRY_CONFIG_ERROR Msg:: Neither registry entry not default value found for key: IP_WHITELIST',
  ),
]

/** What NPS01 has logged. */
export function healthyEvents(): MemoryMachine['events'] {
  const names = [
    'System',
    'Security',
    channels.admin,
    channels.requests,
    'Microsoft-AzureMfa-AuthN/AuthNOptCh',
  ]
  const events: MemoryMachine['events'] = Object.fromEntries(
    names.map((name) => [name, {enabled: true, xml: []}]),
  )
  log(events, ordinary())
  return events
}

/** Records events among those that are there: the newest comes first, as Windows answers. */
export function log(events: MemoryMachine['events'], logged: readonly LoggedEvent[]): void {
  for (const event of logged) {
    const channel = events[event.channel]
    channel?.xml.push(eventXml(event, channel.xml.length + 1))
  }
  for (const {xml} of Object.values(events)) xml.sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
}

const timeOf = (xml: string) => /SystemTime='([^']+)'/.exec(xml)?.[1] ?? ''
