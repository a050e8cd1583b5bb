import type {WindowsEvent} from '../event-xml.ts'

/** Of an event what logs are read for. */
export interface LogEvent extends Pick<WindowsEvent, 'provider' | 'id' | 'channel' | 'computer'> {
  /** Milliseconds. */
  at: number
  /** Of NPS' events in the Security log at least the fields of `npsFields`, of others all. */
  data: WindowsEvent['data']
}

export const logEvent = ({provider, id, channel, computer, at, data}: WindowsEvent): LogEvent => ({
  provider,
  id,
  channel,
  computer,
  at: Date.parse(at),
  data,
})

/** The source of NPS' events in the Security log, and of a server's many others there. */
export const auditing = 'Microsoft-Windows-Security-Auditing'

/** What is read of 6272 to 6274 (Microsoft Learn, "6273(S): Network Policy Server denied access to a user"). */
export const npsFields = [
  'SubjectUserName',
  'SubjectDomainName',
  'NASIPv4Address',
  'ClientName',
  'ClientIPAddress',
  'NetworkPolicyName',
  'AuthenticationServer',
  'AuthenticationType',
  'ReasonCode',
] as const
