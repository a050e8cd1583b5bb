import type {entryKinds, entrySources, entryTraits} from '../catalogue/log-entries.ts'

/** What one record of any log says about a sign-in, or about the server. */
export interface LogEntry {
  /** Milliseconds. */
  at: number
  kind: EntryKind
  /** Which kind of log tells it; of each an attempt has one answer. */
  source: (typeof entrySources)[number]
  server: string | null
  user: string | null
  /** Domain of the user, as a NetBIOS name or a suffix. */
  domain: string | null
  /** The RADIUS client: its name, else its address. */
  nas: string | null
  /** The client's address. */
  address: string | null
  /** What joins the records of one request: CID of the extension, Class of an accounting log. */
  thread: string | null
  /** Reason code of NPS. */
  reason: number | null
  /** Error code or result of the extension, event of a system log. */
  code: string | null
  aadsts: number | null
  handle: number | null
  /** The registry value that is spoken of. */
  key: string | null
  /** How the client let the user prove who it is: PAP, MS-CHAPv2, EAP. */
  method: string | null
  policy: string | null
  /** What else the text gives away. */
  trait: Trait | null
}

export type Trait = (typeof entryTraits)[number]

export type EntryKind = (typeof entryKinds)[number]

export const entry = (at: number, kind: EntryKind, source: LogEntry['source']): LogEntry => ({
  at,
  kind,
  source,
  server: null,
  user: null,
  domain: null,
  nas: null,
  address: null,
  thread: null,
  reason: null,
  code: null,
  aadsts: null,
  handle: null,
  key: null,
  method: null,
  policy: null,
  trait: null,
})

/** "CONTOSO\alice", "alice@contoso.example", "contoso.example/Users/alice" → alice and her domain. */
export function person(written: string | null): {user: string | null; domain: string | null} {
  const name = written?.trim() ?? ''
  if (name === '' || name === '-') return {user: null, domain: null}
  const slash = name.indexOf('\\')
  if (slash >= 0) return {user: name.slice(slash + 1), domain: name.slice(0, slash) || null}
  const at = name.lastIndexOf('@')
  if (at > 0) return {user: name, domain: name.slice(at + 1)}
  const path = name.lastIndexOf('/')
  if (path > 0) return {user: name.slice(path + 1), domain: name.slice(0, name.indexOf('/'))}
  return {user: name, domain: null}
}

let lastComputer: string | null = null
let lastServer: string | null = null

/** "NPS01.ad.contoso.example" and "NPS01" are one server. Most records are of the same as the one before. */
export function server(computer: string | null): string | null {
  if (computer !== lastComputer) [lastComputer, lastServer] = [computer, shortName(computer)]
  return lastServer
}

const shortName = (computer: string | null): string | null => {
  const name = computer?.trim() ?? ''
  if (name === '' || name === '-') return null
  const dot = name.indexOf('.')
  return (dot > 0 && !/^[\d.]+$/.test(name) ? name.slice(0, dot) : name).toUpperCase()
}
