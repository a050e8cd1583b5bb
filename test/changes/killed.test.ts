import assert from 'node:assert/strict'
import {test} from 'node:test'
import {killEverywhere, repaired, setups} from './kills.ts'

test('a run killed before and after every step is finished, or taken back, with no key of anyone lost', async (t) => {
  const tried = [...setups, repaired.find(({command}) => command === 'cert.key-acl/denied')!]
  const kills = await killEverywhere(tried, 'half', (one) => t.diagnostic(JSON.stringify(one)))
  t.diagnostic(`${kills} processes were killed`)
  assert.ok(kills >= 200, `${kills} kills`)
})
