import {readEvent, type WindowsEvent} from '../event-xml.ts'
import type {Decode} from './accounting.ts'
import {unescaped} from './dts.ts'

/** Longer than Windows makes an event, even as XML with its text in words. */
export const longestEvent = 1_048_576

/**
 * Reads an event as Windows renders it, without building a tree of it: gigabytes are read so. What is not just so (other
 * prefixes, comments, character data sections) goes to the reader that builds one.
 */
export function scanEvent(xml: string, decode: Decode): WindowsEvent | null {
  return scanned(xml, decode) ?? (xml.length > longestEvent ? null : readEvent(decode(xml)))
}

const timePattern = /<TimeCreated SystemTime=["']([^"']{10,40})["']/
const idPattern = /<EventID(?: [^>]{0,80})?>(\d{1,6})<\/EventID>/
const providerPattern = /<Provider [^>]{0,40}?\bName=["']([^"']{0,200})["']/
const recordPattern = /<EventRecordID>(\d{1,15})</
const userPattern = /<Security UserID=["']([^"']{0,200})["']/

function scanned(xml: string, decode: Decode): WindowsEvent | null {
  const systemEnd = xml.indexOf('</System>')
  if (systemEnd < 0 || xml.includes('<!') || xml.includes('<?')) return null
  const system = xml.slice(0, systemEnd)
  const ms = Date.parse(timePattern.exec(system)?.[1] ?? '')
  const id = idPattern.exec(system)?.[1]
  const data = dataIn(xml, systemEnd + '</System>'.length, decode)
  if (Number.isNaN(ms) || id === undefined || data === null) return null
  const record = recordPattern.exec(system)?.[1]
  return {
    provider: unescaped(providerPattern.exec(system)?.[1] ?? ''),
    id: Number(id),
    level: Number(between(system, '<Level>', '</Level>') || 0),
    at: new Date(ms).toISOString(),
    channel: decode(between(system, '<Channel>', '</Channel>')),
    computer: decode(between(system, '<Computer>', '</Computer>')),
    recordId: record === undefined ? null : Number(record),
    user: userPattern.exec(system)?.[1] ?? null,
    data,
  }
}

function between(text: string, begin: string, end: string): string {
  const from = text.indexOf(begin)
  const to = from < 0 ? -1 : text.indexOf(end, from)
  return to < 0 ? '' : text.slice(from + begin.length, to)
}

const mostData = 4_096

/** EventData with its Data elements; null where the event holds anything else, which is for the other reader. */
function dataIn(xml: string, from: number, decode: Decode): WindowsEvent['data'] | null {
  const begin = xml.indexOf('<', from)
  if (!xml.startsWith('<EventData>', begin))
    return xml.startsWith('<EventData/>', begin) || xml.startsWith('</Event>', begin) ? [] : null
  const data: WindowsEvent['data'] = []
  let at = begin + '<EventData>'.length
  while (data.length < mostData) {
    const open = xml.indexOf('<', at)
    if (xml.startsWith('</EventData>', open)) return data
    if (open < 0 || !(xml.startsWith('<Data>', open) || xml.startsWith('<Data ', open))) return null
    const close = xml.indexOf('>', open)
    const empty = xml[close - 1] === '/'
    const end = empty ? close : xml.indexOf('<', close)
    if (close < 0 || end < 0 || !(empty || xml.startsWith('</Data>', end))) return null
    data.push({
      name: nameIn(xml, open + '<Data'.length, close),
      text: empty ? '' : unescaped(decode(xml.slice(close + 1, end))),
    })
    at = empty ? close + 1 : end + '</Data>'.length
  }
  return null
}

/** ` Name='SubjectUserName'` */
function nameIn(xml: string, from: number, to: number): string | null {
  if (to - from < 8 || !xml.startsWith(' Name=', from)) return null
  const quote = xml[from + 6]!
  const end = xml.indexOf(quote, from + 7)
  return end < 0 || end > to ? null : xml.slice(from + 7, end)
}
