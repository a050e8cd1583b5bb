import assert from 'node:assert/strict'
import {it} from 'node:test'
import {bundleOf} from '../../src/app/bundle.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {kinds} from '../../src/core/identifying.ts'
import {assertHidden, findable, textsOf} from '../support/findable.ts'
import {judged} from '../support/judged.ts'
import {plantedMachine, renamedMachine, secrets} from '../support/planted.ts'
import {revealed} from '../support/revealed.ts'

const facts = factsByKey()

it('a machine of unusual names, which are in every text: none of them is found', () => {
  const record = plantedMachine(facts)
  const report = replay(record)
  const open = bundleOf({record, report}, {key: Buffer.alloc(32, 7), keep: kinds})
  assert.deepEqual([open.bundle.evidence, open.aliases], [record, []])
  assert.deepEqual(findable(secrets, {record, report}).sort(), [...secrets].sort())
  for (const seed of [1, 2, 3]) {
    const {bundle} = bundleOf({record, report}, {key: Buffer.alloc(32, seed), keep: []})
    assert.deepEqual(findable(secrets, bundle), [])
    assert.doesNotMatch(
      textsOf(bundle).join('\n'),
      /3592487811|1295612500|fd12|496 0123|198\.51|nps\.ad|%C3%BCller|%D0%A1%D0%B8%D0%B4/,
    )
    assertHidden(record, facts, bundle)
    assert.deepEqual(judged(bundle.report), judged(report))
    // What tells nobody apart is still there.
    for (const kept of [':8080', 'fe80::', '%12', '.co.uk', '.blob.core.windows.net', ':8443'])
      assert.ok(textsOf(bundle).join().includes(kept), kept)
  }
})

it('a machine of unusual names is judged, and spoken of, as under its aliases', () => {
  const record = renamedMachine()
  const report = replay(record)
  assert.equal(report.status, 'healthy')
  const {bundle, aliases} = bundleOf({record, report}, {key: Buffer.alloc(32, 7), keep: []})
  assert.deepEqual(revealed(bundle.report, aliases), revealed(report, []))
  assertHidden(record, facts, bundle)
})
