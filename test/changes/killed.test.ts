import assert from 'node:assert/strict'
import {after, test} from 'node:test'
import {killEverywhere, repaired, setups} from './kills.ts'

let kills = 0
after(() => assert.ok(kills >= 200, `${kills} kills`))

for (const tried of [...setups, ...repaired.filter(({command}) => command === 'cert.key-acl/denied')])
  test(`${tried.command}, killed before and after every step, is finished or taken back, and no key of anyone is lost`, async (t) => {
    kills += await killEverywhere([tried], 'half', ({steps, kills}) =>
      t.diagnostic(`${kills} kills in ${steps} steps`),
    )
    t.diagnostic(`${kills} processes were killed so far`)
  })
