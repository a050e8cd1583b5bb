import assert from 'node:assert/strict'
import {test} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import {buildLab, startLab} from '../../src/lab/index.ts'

test('a doctor’s own requests about nobody, which NPS refuses and logs, are no fault to the next one', async () => {
  const state = await buildLab('healthy')
  const lab = await startLab(state)
  try {
    for (let run = 0; run < 4; run++) {
      const {report, record} = await diagnose({lab: lab.address})
      assert.deepEqual([report.exit, report.rootCauses], [0, []], `run ${run}`)
      assert.doesNotMatch(JSON.stringify(record['sign-in-log']), /npsmfa\.invalid/)
    }
    assert.match(state.server.events.Security!.xml[0]!, /npsmfa\.invalid/, 'NPS has logged them')
  } finally {
    await lab.close()
  }
})
