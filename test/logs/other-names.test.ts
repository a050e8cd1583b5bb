import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {type EntryKind, entry, type LogEntry} from '../../src/logs/entry.ts'
import {namedIn} from '../../src/logs/named.ts'
import {Summarising} from '../../src/logs/summary.ts'

const start = Date.parse('2026-11-23T08:00:00Z')
const told = (ms: number, kind: EntryKind, source: LogEntry['source'], user: string): LogEntry =>
  Object.assign(entry(start + ms, kind, source), {user, server: 'NPS01'})

function read(entries: readonly LogEntry[]) {
  const summarising = new Summarising()
  for (const one of entries) summarising.add(one)
  const summary = summarising.end()
  const outcomes = Object.fromEntries([...summary.outcomes].map(([name, {count}]) => [name, count]))
  return {outcomes, causes: namedIn(summary).map(({cause}) => cause.name)}
}
const times = (count: number, make: (ms: number, index: number) => LogEntry[]) =>
  Array.from({length: count}, (_, index) => make(index * 600_000, index)).flat()

describe('people whom NPS and the extension call by different names', () => {
  it('are let in with MFA, whichever log comes first', () => {
    const granted = (ms: number, i: number) => told(ms, 'granted', 'security', `fl${i}`)
    const accepted = (ms: number, i: number) =>
      told(ms, 'accepted', 'extension', `first.last${i}@contoso.example`)
    for (const make of [
      (ms: number, i: number) => [accepted(ms, i), granted(ms + 20, i)],
      (ms: number, i: number) => [granted(ms, i), accepted(ms + 20, i)],
    ])
      assert.deepEqual(read(times(6, make)), {outcomes: {accepted: 6}, causes: []})
  })
  it('are not said to skip MFA even where too many come at once to tell them apart', () => {
    const entries = times(3, (ms) => [
      ...[1, 2, 3].map((i) => told(ms, 'accepted', 'extension', `first.last${i}@contoso.example`)),
      ...[1, 2, 3].map((i) => told(ms + 20, 'granted', 'security', `fl${i}`)),
    ])
    assert.deepEqual(read(entries).causes, [])
  })
  it('but whoever the extension never saw has skipped it', () => {
    const entries = times(4, (ms, i) => [
      told(ms, 'accepted', 'extension', 'kim@contoso.example'),
      told(ms + 20, 'granted', 'security', 'kim'),
      told(ms + 60_000, 'granted', 'security', `guest${i}`),
    ])
    const {outcomes, causes} = read(entries)
    assert.deepEqual([outcomes['accepted-without-mfa'], causes], [4, ['exempt']])
  })
  it('and a refusal is one refusal', () => {
    const entries = times(3, (ms) => [
      told(ms, 'failed', 'extension', 'first.last@contoso.example'),
      Object.assign(told(ms + 30, 'discarded', 'security', 'fl'), {reason: 9}),
    ])
    assert.deepEqual(read(entries).outcomes, {'extension-failed': 3})
  })
})
