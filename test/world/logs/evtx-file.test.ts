import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import type {WindowsEvent} from '../../../src/codecs/event-xml.ts'
import {evtxEvents, evtxTally} from '../../../src/world/logs/evtx-file.ts'
import {refusals} from '../../codecs/evtx/events.ts'
import {eventRecords} from '../../support/evtx-event.ts'
import {chunksOf, writeEvtx} from '../../support/evtx-writer.ts'
import {temporaryFolder} from '../../support/temp.ts'

const folder = temporaryFolder()
const chunksFor = (count: number) => chunksOf(eventRecords(refusals(count)))

async function readAll(bytes: Buffer) {
  const path = join(folder, 'log.evtx')
  writeFileSync(path, bytes)
  const tally = evtxTally()
  const events: WindowsEvent[] = []
  for await (const some of evtxEvents(path, tally)) events.push(...some)
  const damage = [...tally.damage].map(([kind, {times, records}]) => [kind, times, records])
  return {events, tally, damage}
}

test('every event of a file comes back as it was logged', async () => {
  const {events, tally, damage} = await readAll(writeEvtx(chunksFor(1_000), 1_001))
  assert.deepEqual(events, refusals(1_000))
  assert.deepEqual([tally.events, tally.unread, damage], [1_000, 0, []])
})

test('a log that went round is told from its oldest event on', async () => {
  const chunks = chunksFor(1_000)
  assert.ok(chunks.length > 3)
  const {events} = await readAll(writeEvtx([...chunks.slice(2), Buffer.alloc(65_536), ...chunks.slice(0, 2)]))
  assert.deepEqual(events, refusals(1_000))
})

test('a file that is cut off tells what is missing of the chunk where it ends', async () => {
  const whole = writeEvtx(chunksFor(1_000))
  const {events, tally, damage} = await readAll(whole.subarray(0, 4096 + 65_536 + 30_000))
  assert.deepEqual(events, refusals(events.length))
  assert.equal(damage[0]?.[0], 'cut-off')
  const next = await readAll(whole.subarray(0, 4096 + 2 * 65_536))
  assert.equal(events.length + tally.unread, next.events.length)
})

test('a chunk that is lost does not lose the others', async () => {
  const chunks = chunksFor(1_000)
  const lost = new Set(refusalsOf(chunks[1]!))
  chunks[1]!.fill(0xaa)
  const {events, damage} = await readAll(writeEvtx(chunks))
  assert.deepEqual(
    events.map(({recordId}) => recordId),
    refusals(1_000)
      .map(({recordId}) => recordId!)
      .filter((id) => !lost.has(id)),
  )
  assert.deepEqual(damage, [['no-signature', 1, 0]])
})

/** The numbers that the header of a chunk speaks of. */
function refusalsOf(chunk: Buffer): number[] {
  const [first, last] = [Number(chunk.readBigUInt64LE(24)), Number(chunk.readBigUInt64LE(32))]
  return Array.from({length: last - first + 1}, (_, index) => first + index)
}

test('a header that is broken does not lose the chunks', async () => {
  const file = writeEvtx(chunksFor(50)).fill(0x55, 0, 128)
  const {events, damage} = await readAll(file)
  assert.equal(events.length, 50)
  assert.deepEqual(damage, [['header', 1, 0]])
})

test('a record that is no event is counted', async () => {
  const element = {name: 'Event', content: [{name: 'System'}]}
  const {events, damage} = await readAll(writeEvtx(chunksOf([{id: 1, at: 0, document: {element}}])))
  assert.deepEqual([events, damage], [[], [['no-event', 1, 1]]])
})

for (const [what, bytes] of [
  ['an empty file', Buffer.alloc(0)],
  ['a text', Buffer.from('<Events/>'.repeat(10_000))],
] as const)
  test(`${what} is no event log, and no error`, async () => {
    const {events, tally} = await readAll(bytes)
    assert.deepEqual(events, [])
    assert.ok(tally.damage.has('header'))
  })

test('an empty log is whole', async () => {
  const {events, damage} = await readAll(writeEvtx([Buffer.alloc(65_536)]))
  assert.deepEqual([events, damage], [[], []])
})

test('reading ends when it is called off, and what was read stays told', async () => {
  const path = join(folder, 'log.evtx')
  writeFileSync(path, writeEvtx(chunksFor(1_000)))
  const stop = new AbortController()
  const tally = evtxTally()
  await assert.rejects(async () => {
    for await (const _ of evtxEvents(path, tally, stop.signal)) stop.abort()
  }, /abort/i)
  assert.ok(tally.events > 0 && tally.events < 1_000)
})

test('a file that is not there and a folder are errors of the file system', async () => {
  const read = (path: string) => evtxEvents(path, evtxTally()).next()
  await assert.rejects(read(join(folder, 'none.evtx')), {code: 'ENOENT'})
  await assert.rejects(read(folder), {code: 'EISDIR'})
})
