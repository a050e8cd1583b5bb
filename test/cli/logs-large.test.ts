// Large logs are read in a thread of their own, small ones and pipes are not: what is said of them must be the same.
import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {readEvent} from '../../src/codecs/event-xml.ts'
import type {LogReport} from '../../src/core/report.ts'
import {program} from '../support/doctor.ts'
import {eventRecords} from '../support/evtx-event.ts'
import {chunksOf, writeEvtx} from '../support/evtx-writer.ts'
import {logs} from '../support/logs.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const megabyte = 1_048_576
/** Enough to be read in a thread. */
const large = 20 * megabyte
const morning = 'fixtures/logs/1-certificate-expired'

/** The events of a log again and again, each time an hour earlier, so that it ends as it did. */
function again(file: string): string[] {
  const events = readFileSync(file, 'utf8').match(/<Event [\s\S]*?<\/Event>/g)!
  const times = Math.ceil(large / events.join('').length)
  return Array.from({length: times}, (_, n) =>
    events.map((xml) =>
      xml.replace(/SystemTime=(['"])([^'"]*)\1/, (_, quote, at) => {
        const earlier = new Date(Date.parse(at) - (times - 1 - n) * 3_600_000).toISOString()
        return `SystemTime=${quote}${earlier}${quote}`
      }),
    ),
  ).flat()
}
const kept = (name: string, content: string | Buffer) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const told = ({attempts, rootCauses, sources, findings, exit}: LogReport) => ({
  attempts,
  rootCauses,
  findings,
  exit,
  sources: sources.map(({bytes, records, unreadable, formats, notes}) => [
    bytes,
    records,
    unreadable,
    formats,
    notes,
  ]),
})

test('a large log says what it says through a pipe', {skip: process.platform === 'win32'}, async () => {
  const file = kept('security.xml', again(`${morning}/security.xml`).join('\r\n'))
  const {stdout} = spawnSync(
    'sh',
    ['-c', 'cat "$1" | "$2" "$3" logs --json /dev/stdin', 'sh', file, process.execPath, program],
    {
      encoding: 'utf8',
    },
  )
  const [{report}, piped] = [await logs([file]), JSON.parse(stdout) as LogReport]
  assert.ok(report.sources[0]!.records > 10_000)
  assert.deepEqual(told(report), told(piped))
})

test('large logs of several kinds are joined, one of them named twice, and the newest first in another', async () => {
  const admin = readFileSync(`${morning}/authz-admin.xml`)
  const names = ['large.xml', 'large.xml', 'admin.xml', 'large.evtx', 'turned.xml']
  const security = again(`${morning}/security.xml`)
  // New names come up all along.
  const of = (user: string) =>
    security.map((xml, n) => xml.replace(/\b(alice|lee|omar)</, `${user}-$1-${n >> 12}<`))
  const events = of('eve').map((xml, index) => ({...readEvent(xml)!, recordId: index + 1}))
  const contents = [
    security.join('\r\n'),
    security.join('\r\n'),
    admin,
    writeEvtx(chunksOf(eventRecords(events))),
    of('zoe').toReversed().join('\r\n'),
  ]
  const {report} = await logs(names.map((name, i) => kept(name, contents[i]!)))
  assert.deepEqual(
    report.sources.map(({records}) => records),
    [security.length, security.length, 12, security.length, security.length],
  )
  const accepted = (name: RegExp) =>
    report.attempts.byUser.filter(({user}) => name.test(user)).reduce((sum, {accepted}) => sum + accepted, 0)
  const of3 = accepted(/^(alice|lee|omar)$/)
  assert.ok(of3 > 0)
  // They are in the log that is named twice.
  assert.deepEqual([accepted(/^eve-/), accepted(/^zoe-/)], [of3 / 2, of3 / 2])
  assert.equal(report.rootCauses[0]?.causeId, 'CERT_EXPIRED')
  assert.equal(report.rootCauses[0]?.since, '2026-11-23T08:02:10.100Z')
})

test('of more logs than are held at once a large one is begun anew, and told once', async () => {
  const xml = again(`${morning}/security.xml`)
  const whole = kept('whole.xml', xml.join('\n'))
  const part = Math.ceil(xml.length / 10)
  const parts = Array.from({length: 10}, (_, i) =>
    kept(`part${i}.xml`, xml.slice(i * part, (i + 1) * part).join('\n')),
  )
  const [{report}, {report: alone}] = [await logs([...parts, whole]), await logs([whole])]
  assert.equal(report.sources.at(-1)!.records, xml.length)
  const accepted = ({attempts}: LogReport) => attempts.byNas.map(({accepted}) => accepted)
  assert.deepEqual(
    accepted(report),
    accepted(alone).map((count) => 2 * count),
  )
})
