import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {bundleOf} from '../../src/app/bundle.ts'
import {diagnose} from '../../src/app/diagnose.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {trusted} from '../../src/bundle/evidence.ts'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {scenarios} from '../../src/lab/index.ts'
import {assertHidden} from '../support/findable.ts'
import {judged} from '../support/judged.ts'
import {revealed} from '../support/revealed.ts'

const facts = factsByKey()
const replayed = (record: EvidenceRecord) => replay(trusted(JSON.parse(JSON.stringify(record)), facts))

describe('every scenario of the lab, live, replayed and under pseudonyms', {concurrency: 4}, () => {
  for (const {name} of scenarios)
    it(name, async () => {
      const {report, record} = await diagnose({lab: name})
      const again = replayed(record)
      assert.deepEqual(
        [again.rootCauses, again.findings, again.signIns],
        [report.rootCauses, report.findings, report.signIns],
      )
      const {bundle, aliases} = bundleOf({record, report}, {key: Buffer.alloc(32, 7), keep: []})
      assertHidden(record, facts, bundle)
      assert.deepEqual(judged(bundle.report), judged(report))
      assert.deepEqual(revealed(bundle.report, aliases), revealed(report, []))
    })
})
