/** Event XML as Windows renders it, for logs that a test composes. */
export interface Told {
  provider: string
  id: number
  at: string
  channel: string
  data?: Readonly<Record<string, string>> | string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const dataOf = (data: Told['data']) =>
  typeof data === 'string'
    ? `<Data>${escaped(data)}</Data>`
    : Object.entries(data ?? {})
        .map(([name, text]) => `<Data Name='${name}'>${escaped(text)}</Data>`)
        .join('')

export const eventXml = ({provider, id, at, channel, data}: Told): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID>${id}</EventID><Level>4</Level><TimeCreated SystemTime='${at}'/><EventRecordID>1</EventRecordID><Channel>${channel}</Channel><Computer>NPS01.ad.contoso.example</Computer><Security/></System><EventData>${dataOf(data)}</EventData></Event>\n`

/** What the extension writes, without its number and prefix. */
export const extensionXml = (at: string, text: string, channel: 'Opt' | 'Admin' = 'Opt'): string =>
  eventXml({
    provider: 'Microsoft-AzureMfa-AuthZ',
    id: channel === 'Opt' ? 1 : 3,
    at,
    channel: `Microsoft-AzureMfa-AuthZ/AuthZ${channel}Ch`,
    data: `NPS Extension for Azure MFA:  ${text}`,
  })

/** An answer of NPS in the Security log. */
export const securityXml = (
  at: string,
  id: 6272 | 6273 | 6274,
  user: string,
  {reason, nas = 'VPN gateway', method = 'PAP'}: {reason?: number; nas?: string; method?: string} = {},
): string =>
  eventXml({
    provider: 'Microsoft-Windows-Security-Auditing',
    id,
    at,
    channel: 'Security',
    data: {
      SubjectUserName: user,
      SubjectDomainName: 'CONTOSO',
      ClientName: nas,
      ClientIPAddress: '192.0.2.70',
      AuthenticationServer: 'NPS01.ad.contoso.example',
      AuthenticationType: method,
      ...(reason === undefined ? {} : {ReasonCode: String(reason), Reason: '-'}),
    },
  })
