/** What the NPS extension says in one event, apart from who and when. */
export interface ExtensionEvent {
  /** What happened to the request; `other` where the text is none of the known templates. */
  kind: 'exception' | 'accepted' | 'rejected' | 'challenge' | 'ignored' | 'other'
  cid: string | null
  user: string | null
  /** The first error code. */
  code: string | null
  /** The last error code: what a wrapper around it hides. */
  inner: string | null
  /** Native code of the token library, as a signed 32-bit integer. */
  handle: number | null
  aadsts: number | null
  traceId: string | null
  correlationId: string | null
  /** The result value of the MFA service. */
  result: string | null
  /** What NPS had decided before: AccessReject, AccessChallenge. */
  state: string | null
  /** The registry value that is spoken of. */
  key: string | null
}

/** Of a longer text only so many characters are looked at. */
export const longestText = 32_768

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const matcher = (pattern: string) => new RegExp(pattern, 'i')

// The templates of the product. They stand before the user's name, which anybody may choose: the first one counts.
const templates =
  /(only performs Secondary Auth)|(Access\s?Accepted)|(Access\s?Rejected)|(Challenge requested)|(Exception in|ErrorCode\s?::)/i
const kinds = ['ignored', 'accepted', 'rejected', 'challenge', 'exception'] as const

const patterns = {
  cid: matcher(`\\bCID\\s?:\\s{0,4}(${guid})`),
  user: /\bfor (?:the )?user\s{1,4}(.{1,256}?)\s{0,4}(?:::|with (?:azure|response|state)\b|$)/is,
  aadsts: /AADSTS(\d{5,9})\b/i,
  handle: /request handle:\s{0,4}(-?\d{1,10}|0x[0-9a-f]{8})\b/i,
  traceId: matcher(`Trace ID:\\s{0,4}(${guid})`),
  correlationId: matcher(`Correlation ID:\\s{0,4}(${guid})`),
  result: /Azure MFA response:\s{0,4}([a-z]\w{1,63})/i,
  state: /response state\s{1,4}([a-z]{1,32})/i,
  key: /for key:\s{0,4}(\w{1,64})/i,
}

// "ErrorCode:: CID :<guid> CODE Msg::", and codes without that label; ERROR_CODE is part of the help link's sentence.
const labelled = new RegExp(
  `ErrorCode\\s?::\\s{0,4}(?:CID\\s?:\\s{0,4}${guid}\\s{1,4})?([a-z]\\w{2,63})`,
  'gi',
)
const bare = /\b(?!ERROR_CODE\b)[A-Z]{2,}(?:_[A-Z]+)*_(?:ERROR|CODE|WARNING)\b|\bCONTACT_SUPPORT\b/

/** Reads the text of one event by the templates of the extension; a text of anybody else's has only nulls. */
export function readExtensionEvent(whole: string): ExtensionEvent {
  const text = whole.slice(0, longestText)
  const first = (pattern: RegExp) => pattern.exec(text)?.[1] ?? null
  const codes = [...text.matchAll(labelled)].map((match) => match[1]!)
  const template = templates.exec(text)
  const aadsts = first(patterns.aadsts)
  const single = bare.exec(text)?.[0] ?? null
  return {
    kind:
      kinds.find((_kind, index) => template?.[index + 1] !== undefined) ?? (single ? 'exception' : 'other'),
    cid: first(patterns.cid)?.toLowerCase() ?? null,
    user: first(patterns.user),
    code: codes[0] ?? single,
    inner: codes.at(-1) ?? single,
    handle: signed(first(patterns.handle)),
    aadsts: aadsts === null ? null : Number(aadsts),
    traceId: first(patterns.traceId)?.toLowerCase() ?? null,
    correlationId: first(patterns.correlationId)?.toLowerCase() ?? null,
    result: first(patterns.result),
    state: first(patterns.state),
    key: first(patterns.key),
  }
}

/** The same 32 bits, however they are written; null for a number that has more. */
function signed(written: string | null): number | null {
  const number = written === null ? Number.NaN : Number(written)
  return number >= -(2 ** 31) && number < 2 ** 32 ? number | 0 : null
}
