import assert from 'node:assert/strict'
import {it} from 'node:test'
import {compare} from '../../src/app/diff.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {makeBundle} from '../../src/bundle/make.ts'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {splitKey} from '../../src/core/fact.ts'
import {type Machine, machines} from '../machines.ts'

// biome-ignore lint/suspicious/noExplicitAny: a JSON value of whatever shape is walked here.
type Json = any

/** The leaves that a pointer names, each as whom it belongs to and under which name. */
function leaves(value: Json, [step, ...rest]: readonly string[]): [holder: Json, name: string][] {
  if (typeof value !== 'object' || value === null) return []
  const names = step === '*' ? Object.keys(value) : step! in value ? [step!] : []
  return rest.length === 0
    ? names.map((name) => [value, name])
    : names.flatMap((name) => leaves(value[name], rest))
}

/** Another look at the same machine, a minute later. */
const later = (leaf: unknown): unknown =>
  typeof leaf === 'number'
    ? leaf + 1
    : typeof leaf === 'string'
      ? new Date(Date.parse(leaf) + 60_000).toISOString()
      : leaf

const opened = (record: EvidenceRecord) => ({
  record,
  bundle: makeBundle({evidence: record, report: replay(record), pseudonyms: null}),
})
const of = (machine: Machine, key: string): Json => {
  const evidence = machine.record[key]
  return evidence?.known ? evidence.value : undefined
}

it('what every look finds anew is no difference', () => {
  const [healthy] = machines()
  const again = structuredClone(healthy!.record)
  let changed = 0
  for (const [key, evidence] of Object.entries(again))
    for (const pointer of factsByKey().get(splitKey(key).fact)?.measured ?? [])
      for (const [holder, name] of leaves(
        evidence.known ? evidence.value : null,
        pointer.split('/').slice(1),
      )) {
        // A text that is no time is another answer’s.
        if (['description', 'thread', 'message'].includes(name)) continue
        holder[name] = later(holder[name])
        changed++
      }
  assert.ok(changed > 20, String(changed))
  assert.deepEqual(compare(opened(healthy!.record), opened(again)).others, [])
})

it('names leaves that are there', () => {
  const all = machines()
  // Of the sign-ins in logs fixtures have none; the pairs of the lab (test/cli/diff.test.ts) have.
  const known = [...factsByKey().values()].filter(({key}) => all.some((machine) => of(machine, key)))
  for (const {key, measured} of known)
    for (const pointer of measured)
      assert.ok(
        all.some((machine) => leaves(of(machine, key), pointer.split('/').slice(1)).length > 0),
        `${key} ${pointer}`,
      )
})
