import {type AccountingRecord, told, whole} from './accounting.ts'
import {
  bytesOf,
  clockAt,
  digits,
  greaterThan,
  hyphen,
  lessThan,
  milliseconds,
  slash,
  standsAt,
} from './bytes.ts'
import {type Field, fields, mostElements} from './dts.ts'
import {Names} from './names.ts'
import {nameAt, textAt} from './texts.ts'
import {type Piece, type Words, wordsOf, wordsStandAt} from './words.ts'

const names = new Names(fields)
const event = bytesOf('<Event>')
const eventEnd = bytesOf('</Event>')
const type = bytesOf(' data_type="')
/** What follows: the number of the type, and the end of the tag. */
const afterType = bytesOf('">')

/** The tag that an element begins with, as it was met at the same place of a line before. */
interface Tag {
  open: Words
  /** Undefined where it is not read. */
  field: Field | undefined
  nameLength: number
}

/**
 * Reads lines of a log in the format "DTS compliant" where they stand in the bytes of the file, if they are just as NPS
 * writes them, up to their end, which it finds; null where they are not, and the reader of text has to look
 * at them. Most lines have the elements of one of the two before: their tags are compared, not taken apart.
 */
export class DtsReader {
  readonly #tags: [Tag, Tag][] = []

  /** That of the element at a place; null where none stands there. */
  #tag(count: number, at: number, {bytes, view, last}: Piece): Tag | null {
    const known = this.#tags[count]
    if (known) {
      const [tag, other] = known
      if (at + tag.open.length <= last && wordsStandAt(view, at, tag.open)) return tag
      if (at + other.open.length <= last && wordsStandAt(view, at, other.open)) {
        known[0] = other
        known[1] = tag
        return other
      }
    }
    const tag = tagAt(bytes, at)
    if (tag) this.#tags[count] = [tag, known?.[0] ?? tag]
    return tag
  }

  read(piece: Piece, from: number): {record: AccountingRecord; to: number} | null {
    const {bytes, last} = piece
    const record: AccountingRecord = {
      wall: Number.NaN,
      computer: null,
      packet: -1,
      user: null,
      account: null,
      client: null,
      clientName: null,
      authentication: null,
      reason: null,
      policy: null,
      session: null,
    }
    let path: string | null = null
    let at = from + event.length
    if (!standsAt(bytes, from, event)) return null
    for (let count = 0; count < mostElements; count++) {
      if (bytes[at] !== lessThan) return null
      if (bytes[at + 1] === slash) {
        record.account ??= path
        const to = at + eventEnd.length
        const ends = to <= last && standsAt(bytes, at, eventEnd)
        return ends && !Number.isNaN(record.wall) && record.packet >= 0 ? {record, to} : null
      }
      const tag = this.#tag(count, at, piece)
      if (!tag) return null
      const begin = at + tag.open.length
      let end = begin
      while (bytes[end] !== lessThan && end < last) end++
      at = end + tag.nameLength + 3
      if (at > last || bytes[end + 1] !== slash || bytes[at - 1] !== greaterThan) return null
      switch (tag.field) {
        case 'wall':
          record.wall = wallAt(bytes, begin, end)
          break
        case 'computer':
          record.computer = told(nameAt(bytes, begin, end))
          break
        case 'packet':
          record.packet = whole(nameAt(bytes, begin, end)) ?? -1
          break
        case 'user':
          record.user = told(nameAt(bytes, begin, end))
          break
        case 'account':
          record.account = told(nameAt(bytes, begin, end))
          break
        case 'name':
          path = told(nameAt(bytes, begin, end))
          break
        case 'client':
          record.client = told(nameAt(bytes, begin, end))
          break
        case 'clientName':
          record.clientName = told(nameAt(bytes, begin, end))
          break
        case 'authentication':
          record.authentication = whole(nameAt(bytes, begin, end))
          break
        case 'reason':
          record.reason = whole(nameAt(bytes, begin, end))
          break
        case 'policy':
          record.policy = told(nameAt(bytes, begin, end))
          break
        case 'session':
          record.session = told(textAt(bytes, begin, end))
      }
    }
    return null
  }
}

function tagAt(bytes: Buffer, at: number): Tag | null {
  const name = at + 1
  let nameEnd = name
  while (bytes[nameEnd]! > greaterThan || bytes[nameEnd] === hyphen) nameEnd++
  const begin = nameEnd + type.length + 1 + afterType.length
  if (!standsAt(bytes, nameEnd, type) || !standsAt(bytes, begin - afterType.length, afterType)) return null
  return {
    open: wordsOf(bytes, at, begin),
    field: names.find(bytes, name, nameEnd),
    nameLength: nameEnd - name,
  }
}

/** "11/23/2026 08:15:02.123" */
function wallAt(bytes: Uint8Array, from: number, to: number): number {
  const fraction = to - from === 23 ? digits(bytes, from + 20, 3) : to - from === 19 ? 0 : -1
  const [month, day, year] = [digits(bytes, from, 2), digits(bytes, from + 3, 2), digits(bytes, from + 6, 4)]
  return fraction < 0 ? Number.NaN : milliseconds(year, month, day, clockAt(bytes, from + 11) + fraction)
}
