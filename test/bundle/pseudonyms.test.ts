import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {bundleOf} from '../../src/app/bundle.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {type Evidence, type EvidenceRecord, valueIn} from '../../src/core/evidence.ts'
import {splitKey} from '../../src/core/fact.ts'
import {run} from '../../src/facts/run.ts'
import {machines} from '../machines.ts'
import {assertHidden} from '../support/findable.ts'
import {judged} from '../support/judged.ts'
import {revealed} from '../support/revealed.ts'

const key = Buffer.alloc(32, 7)
const facts = factsByKey()

describe('every fixture machine under pseudonyms', () => {
  for (const {name, record} of machines())
    it(`${name}: the same report up to the aliases, and nobody’s name`, () => {
      const report = replay(record)
      const {bundle, aliases} = bundleOf({record, report}, {key, keep: []})
      assertHidden(record, facts, bundle)
      assert.deepEqual(judged(bundle.report), judged(report))
      assert.deepEqual(revealed(bundle.report, aliases), revealed(report, []))
    })
})

it('the order in which a report names people hangs on no name', () => {
  const [record] = machines().flatMap((machine) => (machine.name === 'two accounts' ? [machine.record] : []))
  const two = JSON.parse(JSON.stringify(record).replaceAll('"alice2"', '"aaron"')) as EvidenceRecord
  for (const [key, evidence] of Object.entries(two)) {
    const {fact, user} = splitKey(key)
    if (user !== null) two[`${fact} adam@contoso.example`] = evidence
  }
  two[run.key] = {
    ...two[run.key],
    value: {...valueIn(two, run), users: ['alice@contoso.example', 'adam@contoso.example']},
  } as Evidence
  const report = replay(two)
  for (let seed = 0; seed < 8; seed++) {
    const {bundle, aliases} = bundleOf({record: two, report}, {key: Buffer.alloc(32, seed), keep: []})
    assert.deepEqual(revealed(bundle.report, aliases), revealed(report, []))
  }
})
