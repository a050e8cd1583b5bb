import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {pseudonymise} from '../../src/bundle/pseudonyms/pseudonymise.ts'
import {machines} from '../machines.ts'
import {judged} from '../support/judged.ts'

const key = Buffer.alloc(32, 7)
const facts = factsByKey()

describe('every fixture machine under pseudonyms', () => {
  for (const {name, record} of machines())
    it(`${name}: the same findings and causes`, () => {
      const aliased = pseudonymise(record, facts, {key, keep: []})
      assert.deepEqual(judged(replay(aliased.record)), judged(replay(record)))
      const text = JSON.stringify(aliased.record).toLowerCase()
      // A single word may be one of the product's own, as “Gateway” is.
      const left = aliased.map.filter(
        ({value}) =>
          value.length > 3 &&
          /[\d@.\\]/.test(value) &&
          text.includes(JSON.stringify(value).slice(1, -1).toLowerCase()),
      )
      assert.deepEqual(left, [])
    })
})
