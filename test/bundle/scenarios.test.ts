import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {trusted} from '../../src/bundle/evidence.ts'
import {pseudonymise} from '../../src/bundle/pseudonyms/pseudonymise.ts'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {scenarios} from '../../src/lab/index.ts'
import {judged} from '../support/judged.ts'

const facts = factsByKey()
const replayed = (record: EvidenceRecord) => replay(trusted(JSON.parse(JSON.stringify(record)), facts))

describe('every scenario of the lab, live, replayed and under pseudonyms', () => {
  for (const {name} of scenarios)
    it(name, async () => {
      const {report, record} = await diagnose({lab: name})
      const again = replayed(record)
      assert.deepEqual(
        [again.rootCauses, again.findings, again.signIns],
        [report.rootCauses, report.findings, report.signIns],
      )
      const aliased = pseudonymise(record, facts, {key: Buffer.alloc(32, 7), keep: []})
      assert.deepEqual(judged(replayed(aliased.record)), judged(report))
    })
})
