import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {budgetOf} from '../../src/world/windows/koffi/budget.ts'

describe('the time that looks into event logs share', () => {
  it('is spent once by looks at the same time, and stays spent', () => {
    let now = 0
    const budget = budgetOf(5_000, () => now)
    const first = budget.begin()
    now = 1_000
    const second = budget.begin()
    now = 2_000
    first.end()
    assert.equal(second.leftMs(), 3_000)
    second.end()
    now = 60_000
    const third = budget.begin()
    assert.equal(third.leftMs(), 3_000)
    now = 64_000
    assert.equal(third.leftMs(), -1_000)
  })
})
