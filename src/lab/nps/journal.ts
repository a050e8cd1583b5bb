import {randomUUID} from 'node:crypto'
import {npsAuditing, securityEvents} from '../../catalogue/events.ts'
import {authorizationDll} from '../../catalogue/extension-dlls.ts'
import {attributes as types} from '../../codecs/radius/numbers.ts'
import {octetsOf, type Packet, textOf} from '../../codecs/radius/packet.ts'
import {registered} from '../extension/settings.ts'
import {channels, said} from '../healthy/windows/events.ts'
import type {Running} from '../running.ts'
import {eventXml, type LoggedEvent} from '../state/event.ts'
import {configuration, firstOf, type Protocol} from './configuration.ts'
import {proofIn} from './first-factor.ts'
import type {Verdict} from './verdict.ts'
import type {Why} from './why.ts'

/** A channel forgets its oldest events beyond these, as a log of bounded size does. */
const most = 500
const channelOf = {security: 'Security', ...channels}
const {granted, denied, discarded} = securityEvents
const [rejectedByExtension, discardedByExtension] = [21, 9]

/** Writes down what NPS and the extension do, as they do on Windows: where a channel is on and the policy audits it. */
export function journal(lab: Running) {
  const {server} = lab.state
  const numbers = new Map<string, number>()
  const write = (event: LoggedEvent) => {
    const channel = server.events[event.channel]
    if (!channel?.enabled || (event.channel === channelOf.security && !isAudited(lab, event.id))) return
    const number = (numbers.get(event.channel) ?? channel.xml.length) + 1
    numbers.set(event.channel, number)
    // The newest stands first, as Windows answers.
    channel.xml.unshift(eventXml(event, number))
    if (channel.xml.length > most) channel.xml.pop()
  }
  return (request: Packet, {does, why}: Verdict): void => {
    if (!why) return
    const at = new Date()
    for (const text of isLoaded(lab) ? textsOf(request, why) : [])
      write(said(text.channel, text.id, text.level, at, text.text))
    const event = answered(does, why)
    if (event) write({...event, at, ...security, data: {...about(lab, request), ...event.data}})
  }
}

const security = {channel: channelOf.security, provider: 'Microsoft-Windows-Security-Auditing', level: 0}

const isLoaded = ({state}: Running) => registered(state, 'AuthorizationDLLs', authorizationDll) === 'loaded'

function isAudited({state}: Running, id: number): boolean {
  const audited = state.server.auditing[npsAuditing]
  return (id === granted ? audited?.success : audited?.failure) ?? false
}

/** The event of the Security log; none for a challenge, which is no answer yet. */
function answered(does: Verdict['does'], why: Why): {id: number; data: Record<string, string>} | null {
  const because = (id: number, code: number, reason: string) => ({
    id,
    data: {ReasonCode: `${code}`, Reason: reason},
  })
  if (does === 'accept') return because(granted, 0, '-')
  if (does === 'discard')
    return because(
      discarded,
      discardedByExtension,
      'The request was discarded by a third-party extension DLL file.',
    )
  if (does === 'challenge') return null
  return why.by === 'nps'
    ? because(denied, why.reason, 'NPS refused the request.')
    : because(denied, rejectedByExtension, 'An NPS extension DLL rejected the request.')
}

interface Text {
  channel: string
  id: number
  level: number
  text: string
}

/** What the extension writes, by the templates of the product. */
function textsOf(request: Packet, why: Why): Text[] {
  const cid = randomUUID()
  const told = (text: string): Text[] => [{channel: channelOf.requests, id: 1, level: 4, text}]
  switch (why.by) {
    case 'nps':
      return why.reason === 0
        ? []
        : told(
            `NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User ${textOf(request, types.userName)} with response state AccessReject, ignoring request.`,
          )
    case 'challenge':
      return told(
        `CID: ${cid} : Challenge requested in Authentication Ext for User ${why.name} with state ${randomUUID()}`,
      )
    case 'extension': {
      const [yes, message] =
        why.result === 'Success' ? ['Accepted', `session ${cid}`] : ['Rejected', `${why.result},,,${cid}`]
      return told(
        `CID: ${cid} :Access ${yes} for user ${why.name} with Azure MFA response: ${why.result} and message: ${message}`,
      )
    }
    case 'failure':
      return [
        {
          channel: channelOf.admin,
          id: 3,
          level: 2,
          text: `CID: ${cid} :Exception in Authentication Ext for User ${why.name} :: ErrorCode:: CID :${cid} ${why.code} Msg:: ${why.text}`,
        },
      ]
  }
}

const protocols: Partial<Record<Protocol, string>> = {pap: 'PAP', 'ms-chap-v2': 'MS-CHAPv2'}

/** Who asked, through whom, and by which policy (Microsoft Learn, "6273(S)"). */
function about({state}: Running, request: Packet): Record<string, string> {
  const {clients, connectionRequestPolicies, networkPolicies} = configuration(state)
  const client = clients.find(({address}) => address === state.radius.nasAddress)
  const {protocol} = proofIn(request, Buffer.from(state.radius.secret))
  const name = textOf(request, types.userName)
  return {
    SubjectUserName: name.replace(/^.*\\/s, ''),
    SubjectDomainName: /^(.+)\\/s.exec(name)?.[1] ?? 'CONTOSO',
    NASIPv4Address: octetsOf(request, types.nasIpAddress)?.join('.') ?? '-',
    NASIdentifier: textOf(request, types.nasIdentifier) || '-',
    ClientName: client?.name ?? '-',
    ClientIPAddress: state.radius.nasAddress,
    ProxyPolicyName: firstOf(connectionRequestPolicies)?.name ?? '-',
    NetworkPolicyName: firstOf(networkPolicies)?.name ?? '-',
    AuthenticationProvider: 'Windows',
    AuthenticationServer: `${state.server.identity.computer}.${state.server.domain?.name ?? 'local'}`,
    AuthenticationType: protocols[protocol] ?? 'Unauthenticated',
  }
}
