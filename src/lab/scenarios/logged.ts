import {channels, cidOf, decided, log, minutesAgo, said, signIn} from '../healthy/windows/events.ts'
import type {LoggedEvent} from '../state/event.ts'
import type {LabState} from '../state.ts'

export const record = ({server}: LabState, events: readonly LoggedEvent[]): void => log(server.events, events)

type Make = (at: Date, index: number) => LoggedEvent | LoggedEvent[]

/** The same every ten minutes, five times, the last time so many minutes ago. */
export const again = (until: number, make: Make): LoggedEvent[] =>
  [40, 30, 20, 10, 0].flatMap((earlier, index) => make(minutesAgo(until + earlier), index))

/** The same some seconds apart. */
export const quickly = (minutes: number, times: number, make: Make): LoggedEvent[] =>
  Array.from({length: times}, (_, index) =>
    make(new Date(minutesAgo(minutes).getTime() + index * 5_000), index),
  ).flat()

export const people = ['alice', 'lee', 'mia', 'kim', 'trail']

/** Who signs in through another gateway than the VPN's. */
export const through = (name: string, address: string) => ({ClientName: name, ClientIPAddress: address})

export const exception = (at: Date, user: string, code: string, text: string): LoggedEvent =>
  said(
    channels.admin,
    3,
    2,
    at,
    `CID: ${cidOf(at)} :Exception in Authentication Ext for User ${user} :: ErrorCode:: CID :${cidOf(at)} ${code} Msg:: ${text} Enter ERROR_CODE @ https://go.microsoft.com/fwlink/?linkid=846827 for detailed troubleshooting steps.`,
  )

/** NPS answered nothing, since the extension had failed. */
const discarded = (at: Date, user: string) =>
  decided(6274, at, user, {
    ReasonCode: '9',
    Reason: 'The request was discarded by a third-party extension DLL file.',
  })

/** The extension failed for one person after the other, or for a single one. */
export const failed =
  (code: string, text: string, who: readonly string[] = people) =>
  (at: Date, index: number): LoggedEvent[] => {
    const user = who[index % who.length]!
    return [exception(at, user, code, text), discarded(at, user)]
  }

export const tokenRefused = (aadsts: string) =>
  failed(
    'ESTS_TOKEN_ERROR',
    `Verify the client certificate is properly enrolled in Azure against your tenant and the server can access URL in Registry STS_URL. Error authenticating to eSTS: ErrorCode:: ESTS_TOKEN_ERROR Msg:: Error in retreiving token details from request handle: -895352823 ${aadsts}\r\nTrace ID: 1c7e5b90-6a2d-4b8f-9e14-d3f0a86c2b75`,
  )

/** The service decided against a person. */
export const rejected =
  (result: string, who: readonly string[] = people) =>
  (at: Date, index: number): LoggedEvent[] => {
    const user = who[index % who.length]!
    return [
      said(
        channels.requests,
        1,
        4,
        at,
        `CID: ${cidOf(at)} :Access Rejected for user ${user} with Azure MFA response: ${result} and message: ${result},,,${cidOf(at)}`,
      ),
      decided(6273, at, user, {ReasonCode: '21', Reason: 'An NPS extension DLL rejected the request.'}),
    ]
  }

/** NPS refused the name or the password, so the extension stayed out of it. */
export const refused =
  (reason: number, client: Record<string, string> = {}, who: readonly string[] = people) =>
  (at: Date, index: number): LoggedEvent[] => {
    const user = who[index % who.length]!
    return [
      decided(6273, at, user, {ReasonCode: String(reason), Reason: 'Refused.', ...client}),
      said(
        channels.requests,
        1,
        4,
        at,
        `NPS Extension for Azure MFA only performs Secondary Auth for Radius requests in AccessAccept State. Request received for User ${user} with response state AccessReject, ignoring request.`,
      ),
    ]
  }

/** The extension has the service's yes, whether NPS can still make use of it or not. */
export const accepted = (at: Date, user: string): LoggedEvent => signIn(at, user)[1]!

/** The extension asks for a code. */
export const askedForCode = (at: Date, user: string): LoggedEvent =>
  said(
    channels.requests,
    1,
    4,
    at,
    `CID: ${cidOf(at)} : Challenge requested in Authentication Ext for User ${user} with state ${cidOf(at)}`,
  )

/** An event of the source NPS in the System log. */
export const nps =
  (id: number, text: string) =>
  (at: Date): LoggedEvent => ({channel: 'System', provider: 'NPS', id, level: 2, at, data: [text]})

export const schannel = (at: Date): LoggedEvent => ({
  channel: 'System',
  provider: 'Schannel',
  id: 36871,
  level: 2,
  at,
  data: {Type: 'client', ErrorCode: '10013'},
})

/** The service control manager could not start NPS. */
export const notStarted = (at: Date): LoggedEvent => ({
  channel: 'System',
  provider: 'Service Control Manager',
  id: 7023,
  level: 2,
  at,
  data: {param1: 'Network Policy Server', param2: '%%126'},
})

/** Somebody gets in through NPS alone: the extension is not asked. */
export const withoutMfa: Make = (at, index) => decided(6272, at, people[index % people.length]!)

export {minutesAgo, signIn}
