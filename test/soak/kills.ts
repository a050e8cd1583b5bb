import assert from 'node:assert/strict'
import {test} from 'node:test'
import {killEverywhere, repaired, setups} from '../changes/kills.ts'

// Every command that changes something, killed before and after every step, and whatever goes on with it killed once more.
test('runs killed everywhere are finished, or taken back', async (t) => {
  const kills = await killEverywhere([...setups, ...repaired], 'all', ({command, scenario, steps, kills}) => {
    const what = steps === 0 ? 'left to a person' : `${kills} kills in ${steps} steps`
    t.diagnostic(`${command} on ${scenario}: ${what}`)
  })
  t.diagnostic(`${kills} processes were killed`)
  assert.ok(kills > 1_000)
})
