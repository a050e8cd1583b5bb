/** An event as the lab's server has logged it. */
export interface LoggedEvent {
  channel: string
  provider: string
  id: number
  /** 2 error, 3 warning, 4 information; 0 in the Security log. */
  level: number
  at: Date
  /** Texts without names, or fields with names. */
  data: readonly string[] | Readonly<Record<string, string>>
  /** The name of the element below UserData, where the provider writes that in the place of EventData. */
  userData?: string
}

const escapes: Readonly<Record<string, string>> = {'<': '&lt;', '>': '&gt;', '&': '&amp;', '\r': '&#13;'}
const escaped = (text: string) => text.replace(/[<>&\r]/g, (c) => escapes[c]!)

/** The event in the form in which Windows renders it. */
export function eventXml(
  {channel, provider, id, level, at, data, userData}: LoggedEvent,
  record = 1,
): string {
  const fields = Array.isArray(data) ? data.map((text) => ['', text]) : Object.entries(data)
  const body = userData
    ? `<UserData><${userData} xmlns='aag'>${fields.map(([name, text]) => `<${name}>${escaped(text!)}</${name}>`).join('')}</${userData}></UserData>`
    : `<EventData>${fields.map(([name, text]) => `<Data${name ? ` Name='${name}'` : ''}>${escaped(text!)}</Data>`).join('')}</EventData>`
  return [
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>",
    `<Provider Name='${provider}'/><EventID>${id}</EventID><Version>0</Version><Level>${level}</Level>`,
    `<Task>0</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords>`,
    `<TimeCreated SystemTime='${at.toISOString().replace('Z', '0000Z')}'/><EventRecordID>${record}</EventRecordID>`,
    `<Correlation/><Execution ProcessID='1204' ThreadID='3388'/><Channel>${channel}</Channel>`,
    `<Computer>NPS01.ad.contoso.example</Computer><Security/></System>${body}</Event>`,
  ].join('')
}
