// Holds what our reader makes of event logs against `evtxexport` (Debian's libevtx-utils), record for record and value for
// value. The logs are no part of this repository: NPSMFA_REFERENCE names the folder that has them.
import {spawnSync} from 'node:child_process'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type EvtxDamage, type EvtxRecord, readChunk} from '../src/codecs/evtx/chunk.ts'
import {chunkSize, readEvtxHeader} from '../src/codecs/evtx/file-header.ts'
import {parseXml, type XmlElement} from '../src/codecs/xml.ts'

/**
 * The same value, however it is written: zeros in front of hexadecimal digits, case of GUIDs, zeros behind a second. A
 * value that is a line break and nothing else is left out by evtxexport.
 */
const plain = (text: string) =>
  text
    .replace(/^[\r\n]+$/, '')
    .replace(/\b0x0*(?=[0-9a-f])/gi, '0x')
    .replace(/\{[0-9a-f-]{36}\}/gi, (guid) => guid.toLowerCase())
    .replace(/(T\d\d:\d\d:\d\d\.\d+?)0*Z/, '$1Z')

/**
 * A negative number of 32 bits as evtxexport (20181227) writes it: a minus before the other 31 bits, so that 0x80070002,
 * which is -2147024894, comes out as -458754.
 */
const wronglySigned = (text: string) => (/^-\d{1,10}$/.test(text) ? `-${Number(text) & 0x7fffffff}` : text)

/** Blanks between elements are `evtxexport`'s. */
function flat({name, attributes, children, text}: XmlElement, turned = plain): unknown {
  const own = Object.entries(attributes).map(([key, value]) => [key, turned(value)])
  return [name, own, children.length > 0 ? children.map((child) => flat(child, turned)) : turned(text)]
}

const numberOf = (event: XmlElement) =>
  event.children.find(({name}) => name === 'System')?.children.find(({name}) => name === 'EventRecordID')
    ?.text ?? ''

function ours(file: string): {records: EvtxRecord[]; damage: EvtxDamage[]} {
  const bytes = readFileSync(file)
  const all: {records: EvtxRecord[]; damage: EvtxDamage[]} = {records: [], damage: []}
  for (let at = readEvtxHeader(bytes)?.chunksAt ?? bytes.length; at < bytes.length; at += chunkSize) {
    const {records, damage} = readChunk(bytes.subarray(at, at + chunkSize))
    all.records.push(...records)
    all.damage.push(...damage)
  }
  return all
}

interface Theirs {
  events: XmlElement[]
  gaveUp: string | null
}

function theirs(file: string, mode: 'items' | 'recovered'): Theirs {
  const {stdout, stderr, status, error} = spawnSync('evtxexport', ['-f', 'xml', '-m', mode, file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (error) throw error
  const pieces = stdout.match(/^<Event[ >][\s\S]*?^<\/Event>/gm) ?? []
  return {
    events: pieces.map((piece) => parseXml(piece)),
    gaveUp: status === 0 ? null : (stderr.split('\n')[1] ?? 'it ended with an error'),
  }
}

interface Comparison {
  equal: number
  /** Equal but for the sign of a number that evtxexport gets wrong. */
  signs: number
  different: string[]
  missing: string[]
  /** What only we have. */
  more: EvtxRecord[]
}

function compare(records: readonly EvtxRecord[], events: readonly XmlElement[]): Comparison {
  const left = Map.groupBy(records, ({event}) => numberOf(event))
  const result: Comparison = {equal: 0, signs: 0, different: [], missing: [], more: []}
  for (const event of events) {
    const mine = left.get(numberOf(event))?.shift()
    const [expected, actual] = [JSON.stringify(flat(event)), mine && JSON.stringify(flat(mine.event))]
    if (actual === expected) result.equal++
    else if (mine === undefined || actual === undefined) result.missing.push(numberOf(event))
    else if (JSON.stringify(flat(mine.event, (text) => wronglySigned(plain(text)))) === expected)
      result.signs++
    else result.different.push(difference(numberOf(event), expected, actual))
  }
  result.more = [...left.values()].flat()
  return result
}

/** Where two texts begin to differ. */
function difference(number: string, theirs: string, ours: string): string {
  let at = 0
  while (theirs[at] === ours[at]) at++
  const piece = (text: string) => text.slice(Math.max(at - 60, 0), at + 60)
  return `  record ${number}\n    theirs … ${piece(theirs)} …\n    ours   … ${piece(ours)} …`
}

/** What of the records that only we read evtxexport lists as recovered ones. */
function recovered(file: string, more: readonly EvtxRecord[]): string {
  if (more.length === 0) return ''
  const {equal} = compare(more, theirs(file, 'recovered').events)
  return `, ${more.length} more that only we read (${equal} equal to what evtxexport recovers)`
}

function main(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.evtx'))
  let wrong = files.length === 0
  for (const name of files) {
    const file = join(folder, name)
    const {records, damage} = ours(file)
    const {events, gaveUp} = theirs(file, 'items')
    const {equal, signs, different, missing, more} = compare(records, events)
    wrong ||= different.length > 0 || missing.length > 0
    process.stdout.write(`${name}: ${equal} of ${events.length} records equal${recovered(file, more)}\n`)
    if (signs > 0)
      process.stdout.write(`  and ${signs} but for a negative number that evtxexport gets wrong\n`)
    if (gaveUp) process.stdout.write(`  evtxexport gives up: ${gaveUp}\n`)
    for (const {kind, records: lost, detail} of damage)
      process.stdout.write(`  ${kind}: ${detail}${lost > 0 ? ` (${lost} records not read)` : ''}\n`)
    for (const text of different.slice(0, 5)) process.stdout.write(`${text}\n`)
    if (missing.length > 0) process.stdout.write(`  we lack records ${missing.join(' ')}\n`)
  }
  if (wrong) process.exitCode = 1
}

const folder = process.env.NPSMFA_REFERENCE
if (folder) main(folder)
else {
  process.stderr.write(
    'Compares our reader of event logs with evtxexport. Set NPSMFA_REFERENCE to a folder that has .evtx files.\n',
  )
  process.exitCode = 2
}
