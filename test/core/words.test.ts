import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {duration, fill, fillCommand, plain, time} from '../../src/core/words.ts'

describe('words', () => {
  it('durations are in their two largest units', () => {
    const told = [0, 59_000, 60_000, 3_600_000, 90_061_000, -1_200_000].map(duration)
    assert.deepEqual(told, ['0 s', '59 s', '1 min', '1 h', '1 d 1 h', '20 min'])
  })
  it('times are UTC to the minute; what is no time stays text', () => {
    assert.equal(time('2026-11-22T09:00:00+02:00'), '2026-11-22 07:00 UTC')
    assert.equal(time('11/22/2026 \u001b[31m'), '11/22/2026 \\u001b[31m')
  })
  it('fills slots with values and leaves foreign braces alone', () => {
    assert.equal(fill('{a} of {b} in {c}', {a: '{b}', b: 2, c: {duration: 60_000}}), '{b} of 2 in 1 min')
    assert.equal(fill('{list}', {list: ['x', 'y\r']}), 'x, y\\u000d')
  })
  it('a value in a command stays a value, whatever it holds', () => {
    assert.equal(
      fillCommand('Set-ADUser {sam}', {sam: 'x; Remove-Item C:\\'}),
      "Set-ADUser 'x; Remove-Item C:\\'",
    )
    assert.equal(fillCommand('{u}', {u: "o’hara's $(calc)"}), "'o’’hara''s $(calc)'")
  })
  it('no text can reach a terminal as anything but text', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 2000}), (text) => {
        const safe = plain(text)
        assert.doesNotMatch(safe, /[\u0000-\u001f\u007f-\u009f\u202e\u2066]/)
        assert.ok(safe.length <= 401)
      }),
    )
  })
})
