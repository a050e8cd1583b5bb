import type {WindowsEvent} from '../event-xml.ts'
import type {LogEvent} from './log-event.ts'

/**
 * Fields of the texts of 6272 to 6274 by section and place, because the labels are translated and the order is not
 * (Microsoft Learn, "6273(S): Network Policy Server denied access to a user").
 */
const places: readonly (readonly [section: number, place: number, name: string])[] = [
  [0, 1, 'SubjectUserName'],
  [0, 2, 'SubjectDomainName'],
  [0, 3, 'FullyQualifiedSubjectUserName'],
  [2, 0, 'NASIPv4Address'],
  [2, 2, 'NASIdentifier'],
  [3, 0, 'ClientName'],
  [3, 1, 'ClientIPAddress'],
  [4, 0, 'ProxyPolicyName'],
  [4, 1, 'NetworkPolicyName'],
  [4, 3, 'AuthenticationServer'],
  [4, 4, 'AuthenticationType'],
]

const field = /^\s{1,8}[^:]{1,80}:[\t ]{0,40}(.{0,512})$/
const heading = /^[^\s:][^:]{0,80}:\s{0,4}$/
const mostLines = 400

/** The fields of one of NPS' events from its text, as Event Viewer shows it in any language. */
export function fieldsOfMessage(message: string): WindowsEvent['data'] {
  const sections: string[][] = []
  for (const line of message.slice(0, 32_768).split(/\r?\n/, mostLines)) {
    if (heading.test(line)) sections.push([])
    else {
      const [, value] = field.exec(line) ?? []
      if (value !== undefined) sections.at(-1)?.push(value.trim())
    }
  }
  const data = places.flatMap(([section, place, name]) => {
    const text = sections[section]?.[place]
    return text === undefined ? [] : [{name, text}]
  })
  // The reason stands last, its code before it; what stands between them and the rest differs with the version.
  const decision = sections[4]
  const code = decision?.findLast((text, index) => index < decision.length && /^\d{1,5}$/.test(text))
  return code === undefined ? data : [...data, {name: 'ReasonCode', text: code}]
}

/** An event as its text tells it, where the fields are not told apart; NPS' own are in the Security log. */
export function worded(
  provider: string,
  id: number,
  channel: string | undefined,
  computer: string,
  text: string,
): Omit<LogEvent, 'at'> {
  const security = /security-auditing/i.test(provider)
  return {
    provider,
    id,
    channel: channel ?? (security ? 'Security' : ''),
    computer,
    data: security ? fieldsOfMessage(text) : [{name: null, text}],
  }
}
