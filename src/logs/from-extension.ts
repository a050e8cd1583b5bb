import {type ExtensionEvent, readExtensionEvent} from '../codecs/extension-event.ts'
import type {LogEvent} from '../codecs/nps-log/log-event.ts'
import {type EntryKind, entry, type LogEntry, person, server} from './entry.ts'

const kinds: Readonly<Record<ExtensionEvent['kind'], EntryKind | null>> = {
  accepted: 'accepted',
  rejected: 'rejected',
  challenge: 'asked-code',
  ignored: 'passed-by',
  exception: 'failed',
  other: null,
}

/** The extension says so at every start and at every request; it means nothing. */
const benignKey = 'IP_WHITELIST'
const benignText = /This is not an error|IP_WHITE_LIST_WARNING/i
/** A user's name that ends in a line break, or begins with one, breaks the sentence. */
const broken = /\bfor user\s?[^\r\n:]{1,256}[\r\n]\s{0,4}(?:::|with\b)/i
/** "[Reason - The key used is expired.", of AADSTS700027. */
const expired = /key used is expired/i

/**
 * The sentence that nearly all of a log consists of, with nothing in it that another pattern could read: one look at it
 * is enough.
 */
const plainYes =
  /^NPS Extension for Azure MFA:\s{1,4}CID: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) :Access Accepted for user ([a-z0-9.-]{1,64}@([a-z0-9.-]{1,128})) with Azure MFA response: (Success) and message: session [0-9a-f-]{36}$/

/** Null for what is harmless or of no request. */
export function fromExtension({at, computer, data}: LogEvent): LogEntry | null {
  const text = data.length === 1 ? data[0]!.text : data.map((piece) => piece.text).join(' ')
  const [, cid, user, domain, result] = plainYes.exec(text) ?? []
  if (cid !== undefined) {
    const told = entry(at, 'accepted', 'extension')
    told.server = server(computer)
    told.user = user!
    told.domain = domain!
    told.thread = cid
    told.code = result!
    return told
  }
  const said = readExtensionEvent(text)
  const kind = kinds[said.kind]
  const benign = said.key === benignKey || benignText.test(text.slice(0, 4_096))
  const told = entry(at, benign || kind === null ? 'event' : kind, 'extension')
  told.server = server(computer)
  if (benign) told.trait = 'harmless'
  if (told.kind === 'event') return told
  Object.assign(told, person(said.user))
  told.thread = said.cid
  told.code = said.kind === 'exception' ? said.inner : (said.result ?? said.state)
  told.aadsts = said.aadsts
  told.handle = said.handle
  told.key = said.key
  told.trait = broken.test(text.slice(0, 4_096))
    ? 'name-broken'
    : expired.test(text.slice(0, 8_192))
      ? 'key-expired'
      : null
  return told
}
