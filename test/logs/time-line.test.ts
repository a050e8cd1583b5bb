import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import type {Outcome} from '../../src/logs/blame.ts'
import {TimeLine} from '../../src/logs/time-line.ts'

const at = Date.parse('2026-11-23T08:02:30Z')
const minute = 60_000
const lineOf = (attempts: readonly (readonly [number, Outcome])[]) => {
  const line = new TimeLine()
  for (const [time, outcome] of attempts) line.add(time, outcome)
  return line.signIns()
}

describe('the time line of sign-ins', () => {
  it('is absent where nobody tried', () => {
    assert.equal(lineOf([]), undefined)
  })
  it('counts what was let in, what without the second factor, and what was not, by the minute', () => {
    assert.deepEqual(
      lineOf([
        [at, 'accepted'],
        [at + 1, 'accepted-without-mfa'],
        [at + 2, 'unanswered'],
        [at + 3 * minute, 'extension-failed'],
      ]),
      {
        from: '2026-11-23T08:02:30.000Z',
        to: '2026-11-23T08:05:30.000Z',
        stepMs: minute,
        buckets: [
          {at: '2026-11-23T08:02:00.000Z', accepted: 2, withoutMfa: 1, refused: 1},
          {at: '2026-11-23T08:05:00.000Z', accepted: 0, withoutMfa: 0, refused: 1},
        ],
      },
    )
  })
  it('grows coarser as it grows longer: a week is shown by three hours', () => {
    const week = Array.from({length: 7 * 24}, (_, hour) => [at + hour * 60 * minute, 'accepted'] as const)
    const {stepMs, buckets} = lineOf(week)!
    assert.equal(stepMs, 180 * minute)
    assert.ok(buckets.every(({accepted}) => accepted <= 3))
  })
  it('holds a sign-in a minute in sixty buckets at most, however long that goes on', () => {
    const line = new TimeLine()
    for (let minutes = 1; minutes <= 3_000; minutes++) {
      line.add(at + minutes * minute, minutes % 2 ? 'accepted-without-mfa' : 'unanswered')
      const {buckets} = line.signIns()!
      assert.ok(buckets.length <= 60, `${buckets.length} after ${minutes} min`)
      const sums = (['accepted', 'withoutMfa', 'refused'] as const).map((one) =>
        buckets.reduce((sum, bucket) => sum + bucket[one], 0),
      )
      const [odd, even] = [Math.ceil(minutes / 2), Math.floor(minutes / 2)]
      assert.deepEqual(sums, [odd, odd, even])
    }
  })
  it('loses and invents none, in whatever order they come, and never has more than sixty buckets', () => {
    const outcome = fc.constantFrom<Outcome>('accepted', 'accepted-without-mfa', 'refused-first-factor')
    const time = fc.integer({min: 0, max: 4_102_444_800_000})
    fc.assert(
      fc.property(fc.array(fc.tuple(time, outcome), {minLength: 1, maxLength: 200}), (attempts) => {
        const {from, to, stepMs, buckets} = lineOf(attempts)!
        const times = attempts.map(([one]) => one)
        assert.equal(Date.parse(from), Math.min(...times))
        assert.equal(Date.parse(to), Math.max(...times))
        assert.ok(buckets.length <= 60)
        for (const {at: begins, accepted, withoutMfa, refused} of buckets) {
          const here = attempts
            .filter(([one]) => one >= Date.parse(begins) && one < Date.parse(begins) + stepMs)
            .map(([, how]) => how)
          assert.equal(refused, here.filter((how) => how === 'refused-first-factor').length)
          assert.equal(withoutMfa, here.filter((how) => how === 'accepted-without-mfa').length)
          assert.equal(accepted + refused, here.length)
        }
        const all = buckets.reduce((sum, {accepted, refused}) => sum + accepted + refused, 0)
        assert.equal(all, attempts.length)
      }),
    )
  })
})
