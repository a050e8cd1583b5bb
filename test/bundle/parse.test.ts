import assert from 'node:assert/strict'
import {test} from 'node:test'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {trusted} from '../../src/bundle/evidence.ts'
import {makeBundle} from '../../src/bundle/make.ts'
import {parseBundle} from '../../src/bundle/parse.ts'
import {machines} from '../machines.ts'

const {record} = machines()[0]!

test('a bundle that an editor has saved with a byte order mark is the same bundle', () => {
  const bundle = makeBundle({evidence: record, report: replay(record), pseudonyms: null})
  const text = JSON.stringify(bundle)
  assert.deepEqual(parseBundle('FILE', Buffer.from(`\ufeff${text}`)), parseBundle('FILE', Buffer.from(text)))
})

test('what cannot be read of a bundle is told in a sentence, whatever it is about', () => {
  const facts = factsByKey()
  const run = {known: true, value: 7, via: '', as: '', at: '', ms: 0} as const
  const evidence = trusted({run}, facts).run!
  assert.equal(
    !evidence.known && evidence.detail,
    'what the bundle says of when this run was made and for whom is of another version of npsmfa and cannot be read by this one',
  )
})

test('a sign-in at no time that a date can have makes the log unknown, not the replay a bug', () => {
  const day = {since: '2026-11-22T00:00:00Z', until: '2026-11-23T00:00:00Z'}
  const held = (at: number) => {
    const value = {...day, sources: [], entries: [{at, kind: 'granted', source: 'security'}]}
    const log = {known: true, value, via: '', as: '', at: day.until, ms: 0} as const
    return trusted({...record, 'sign-in-log': log}, factsByKey())
  }
  assert.equal(held(Date.parse(day.since))['sign-in-log']!.known, true)
  for (const at of [8.64e15, 8.64e15 + 1, -1, 1e308]) {
    const evidence = held(at)
    assert.equal(evidence['sign-in-log']!.known, false, String(at))
    replay(evidence)
  }
})
