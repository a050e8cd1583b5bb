import assert from 'node:assert/strict'
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import fc from 'fast-check'
import {type LogRecord, LogText} from '../../../src/codecs/nps-log/interpret.ts'
import {followFile} from '../../../src/world/logs/follow-file.ts'
import {asEvtx} from '../../support/evtx-event.ts'
import {writeEvtx} from '../../support/evtx-writer.ts'
import {temporaryFolder} from '../../support/temp.ts'

const folder = temporaryFolder()
let files = 0
const place = () => join(folder, `log-${files++}`)
const fixture = (file: string) => readFileSync(`fixtures/logs/${file}`)
const dts = fixture('3-shared-secret/IN2611.log')
const lines = dts
  .toString()
  .split('\r\n')
  .filter(Boolean)
  .map((line) => `${line}\r\n`)

function whole(bytes: Buffer): LogRecord[] {
  const records: LogRecord[] = []
  const text = new LogText()
  text.push(bytes, (record) => records.push(record))
  text.end((record) => records.push(record))
  return records
}

/** Follows a file; `look` gives what is new since the last time. */
function following(file: string) {
  const follower = followFile(file, 'FILE 1')
  return {
    follower,
    async look(): Promise<LogRecord[]> {
      const fresh: LogRecord[] = []
      await follower.read((record, old) => void (old || fresh.push(record)))
      return fresh
    },
  }
}

const csv = `Level,Date and Time,Source,Event ID,Task Category\r\n${[1, 2, 3]
  .map(
    (n) =>
      `Information,11/23/2026 8:0${n}:00 AM,Microsoft-AzureMfa-AuthZ,1,None,"NPS Extension for Azure MFA:  CID: 7d0c9a4e-33b1-4e0b-8f36-00000000000${n} :Access Rejected for user u${n} with Azure MFA response: PhoneAppDenied\r\n""x"", and message: y"\r\n`,
  )
  .join('')}`

describe('a followed file', () => {
  const samples = {
    DTS: dts,
    'event XML': fixture('5-only-maria/security.xml'),
    'event XML in UTF-16': Buffer.from(`\ufeff${fixture('5-only-maria/authz-admin.xml')}`, 'utf16le'),
    CSV: Buffer.from(csv),
  }
  for (const [name, sample] of Object.entries(samples))
    it(`tells the same as the whole file, in whatever pieces it is written: ${name}`, async () => {
      const [a = 0, b = 0] = sample
      const plain = a === 0xff && b === 0xfe ? Buffer.from(sample.toString('utf16le')) : sample
      const all = whole(plain)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(sample.length), {maxLength: 8}), async (cuts) => {
          const file = place()
          writeFileSync(file, '')
          const {look, follower} = following(file)
          const told = await look()
          const places = [0, ...cuts.sort((x, y) => x - y), sample.length]
          for (const [i, to] of places.slice(1).entries()) {
            appendFileSync(file, sample.subarray(places[i]!, to))
            told.push(...(await look()))
          }
          await follower.close()
          assert.deepEqual(told, all)
        }),
        {numRuns: 25},
      )
    })
  it('tells what is written from now on only, and finishes what was half written', async () => {
    const file = place()
    writeFileSync(file, lines[0]! + lines[1]!.slice(0, 300))
    const {look} = following(file)
    assert.deepEqual(await look(), [])
    appendFileSync(file, lines[1]!.slice(300) + lines[2]!)
    assert.deepEqual(await look(), whole(Buffer.from(lines[1]! + lines[2]!)))
  })
  it('is begun near its end where it is large', async () => {
    const file = place()
    const block = Buffer.from(lines.join(''))
    const size = 70_000_000
    writeFileSync(file, Buffer.alloc(size, block))
    const {look, follower} = following(file)
    const started = performance.now()
    assert.deepEqual(await look(), [])
    assert.ok(performance.now() - started < 1_000)
    appendFileSync(file, `\r\n${lines[0]}`)
    assert.deepEqual((await look()).at(-1), whole(Buffer.from(lines[0]!))[0])
    await follower.close()
    rmSync(file)
  })
  it('may come later, which is said once, without its name', async () => {
    const file = place()
    const {look, follower} = following(file)
    for (let i = 0; i < 3; i++) assert.deepEqual(await look(), [])
    assert.deepEqual(
      [follower.state, follower.name, follower.notes],
      ['absent', 'FILE 1', ['there is no such file yet; it is waited for']],
    )
    writeFileSync(file, lines[0]!)
    assert.equal((await look()).length, 1)
    assert.deepEqual([follower.state, follower.name], ['reading', file])
  })
  it('is read to its end and then anew where another takes its place', async () => {
    const file = place()
    writeFileSync(file, lines[0]!)
    const {look} = following(file)
    await look()
    appendFileSync(file, lines[1]!)
    renameSync(file, `${file}.1`)
    assert.deepEqual(await look(), whole(Buffer.from(lines[1]!)))
    appendFileSync(`${file}.1`, lines[2]!)
    writeFileSync(file, lines[3]!)
    assert.deepEqual(await look(), whole(Buffer.from(lines[2]! + lines[3]!)))
  })
  it('is read anew where it is cut short, also where it has grown again since', async () => {
    const file = place()
    writeFileSync(file, lines.slice(0, 3).join(''))
    const {look, follower} = following(file)
    await look()
    truncateSync(file)
    assert.deepEqual(await look(), [])
    appendFileSync(file, lines[4]!)
    assert.deepEqual(await look(), whole(Buffer.from(lines[4]!)))
    writeFileSync(file, lines.slice(5, 9).join(''))
    assert.deepEqual(await look(), whole(Buffer.from(lines.slice(5, 9).join(''))))
    assert.deepEqual(follower.notes, ['it was cut short, and is read from its beginning'])
  })
  it('cannot be an .evtx file, a folder or a pipe, and says so once', async () => {
    const evtx = place()
    writeFileSync(evtx, writeEvtx(asEvtx('fixtures/logs/5-only-maria/security.xml')))
    const dir = place()
    mkdirSync(dir)
    for (const [file, says] of [
      [evtx, /rewrites an \.evtx file in place/],
      [dir, /^it is a folder$/],
      ['/dev/zero', /no file that grows/],
    ] as const) {
      const {look, follower} = following(file)
      for (let i = 0; i < 3; i++) assert.deepEqual(await look(), [])
      assert.equal(follower.state, 'unreadable')
      assert.equal(follower.notes.length, 1)
      assert.match(follower.notes[0]!, says)
    }
  })
  it('shows an event printed for people though no other follows', async () => {
    const file = place()
    writeFileSync(file, '')
    const {look} = following(file)
    const event = (n: number) =>
      `Event[${n}]\r\n  Log Name: Security\r\n  Source: Microsoft-Windows-Security-Auditing\r\n  Date: 2026-11-23T08:0${n}:00.0000000Z\r\n  Event ID: 6273\r\n  Task: Network Policy Server\r\n  Level: Information\r\n  Opcode: Info\r\n  Keyword: Audit Failure\r\n  User: N/A\r\n  User Name: N/A\r\n  Computer: NPS01\r\n  Description: \r\nUser:\r\n\tSecurity ID:\t\tx\r\n\tAccount Name:\t\talice\r\n\r\n`
    appendFileSync(file, event(0).slice(0, 200))
    assert.deepEqual(await look(), [])
    appendFileSync(file, event(0).slice(200) + event(1))
    const told = await look()
    await pause(350)
    assert.equal([...told, ...(await look())].length, 2)
    appendFileSync(file, event(2))
    assert.deepEqual(await look(), [])
    await pause(350)
    assert.equal((await look()).length, 1)
  })
})
