import {readEvent} from '../codecs/event-xml.ts'

/** A piece of the text that speaks of one thing: an event, a log line with what belongs to it, a paragraph. */
export interface Piece {
  /** Where it begins, from 1. */
  line: number
  text: string
}

const longestPiece = 32_768
/** Where an event or a line of a log begins. */
const begins =
  /^\s{0,8}(?:Log Name\s{0,4}:|(?:Error|Warning|Information|Critical|Verbose)\s{1,8}\d|\[?\d{4}-\d\d-\d\d[T ]\d|\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s|NPS Extension for (?:Azure|Microsoft)[\w ]{0,40}:\s{0,4}CID)/i
/** The first line of an event’s text; where its head was copied too, it is no new event. */
const saysEvent = /^\s{0,8}Network Policy Server (?:denied|granted|discarded)/i
const head = /\b(?:Log Name|Event ID)\b/i

/** Cuts a text into pieces; events in XML become what they say. */
export function pieces(text: string): Piece[] {
  return /<Event[\s>]/.test(text) ? xmlPieces(text) : textPieces(text, 1)
}

function textPieces(text: string, first: number): Piece[] {
  const found: Piece[] = []
  let open: Piece | null = null
  let blank = false
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') {
      blank = true
      if (open) open.text += '\n'
      continue
    }
    const starts =
      (begins.test(line) && (blank || !open || open.text.length > 40)) ||
      (open !== null && saysEvent.test(line) && !head.test(open.text))
    if (!open || starts || (blank && paragraph(open.text)) || open.text.length > longestPiece) {
      open = {line: first + i, text: ''}
      found.push(open)
    }
    open.text += `${line.slice(0, longestPiece)}\n`
    blank = false
  }
  return found
}

/** An event from the viewer has blank lines inside; other texts are parted by them. */
const paragraph = (text: string) =>
  !/\b(?:Log Name|Event ID|Network Policy Server|Subject|NPS Extension)\b/i.test(text)

function xmlPieces(text: string): Piece[] {
  const found: Piece[] = []
  let [from, line] = [0, 1]
  const plain = (until: number) => {
    const rest = text.slice(from, until)
    found.push(...textPieces(rest, line))
    line += lines(rest)
  }
  for (;;) {
    const start = text.indexOf('<Event', from)
    const end = start < 0 ? -1 : text.indexOf('</Event>', start)
    if (end < 0) break
    plain(start)
    const xml = text.slice(start, end + 8)
    found.push({line, text: spoken(xml)})
    line += lines(xml)
    from = end + 8
  }
  plain(text.length)
  return found
}

const lines = (text: string) => text.split('\n').length - 1

function spoken(xml: string): string {
  const event = readEvent(xml)
  // Broken XML still has its words.
  if (!event) return xml.slice(0, longestPiece).replace(/<[^<>]{0,500}>/g, ' ')
  const data = event.data.slice(0, 100).map(({name, text}) => `${label(name)}${text}`)
  return [`Event ID: ${event.id}`, `Source: ${event.provider}`, ...data].join('\n').slice(0, longestPiece)
}

const label = (name: string | null) =>
  name === null ? '' : `${name === 'ReasonCode' ? 'Reason Code' : name}: `
