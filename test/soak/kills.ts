import assert from 'node:assert/strict'
import {test} from 'node:test'
import {killEverywhere, repaired, setups} from '../changes/kills.ts'

// Every command that changes something, killed before and after every step, and whatever goes on with it killed once more.
test('runs killed everywhere are finished, or taken back', async (t) => {
  const idle: string[] = []
  const kills = await killEverywhere([...setups, ...repaired], 'all', ({command, scenario, steps, kills}) => {
    t.diagnostic(`${command} on ${scenario}: ${kills} kills in ${steps} steps`)
    if (steps === 0) idle.push(command)
  })
  t.diagnostic(`${kills} processes were killed`)
  assert.deepEqual(idle, [], 'nothing that is listed as cured is left to a person')
})
