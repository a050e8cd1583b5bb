import assert from 'node:assert/strict'
import {test} from 'node:test'
import {valuesOf} from '../../src/render/values.ts'

const told = (a: unknown, b: unknown, path = 'leaf') =>
  valuesOf({fact: 'f', about: 'f', path, ...(a === undefined ? {} : {a}), ...(b === undefined ? {} : {b})})

const cases: readonly [a: unknown, b: unknown, told: [string, string], path?: string][] = [
  [true, false, ['true', 'false']],
  ['absent', 'off', ['absent', 'off']],
  ['', null, ['“”', 'none']],
  [undefined, {name: 'FW1', address: '192.0.2.1'}, ['nothing', 'name FW1, address 192.0.2.1']],
  [[], ['C:\\a.dll', 'C:\\b.dll'], ['none', 'C:\\a.dll; C:\\b.dll']],
  ['2028-10-29T19:02:56.000Z', '2026-11-22T19:02:58.000Z', ['2028-10-29 19:02 UTC', '2026-11-22 19:02 UTC']],
  [-257, 1_200_084, ['0 s', '20 min'], 'http.clockAheadMs'],
  [-90_000, 0, ['-1 min 30 s', '0 s'], 'http.clockAheadMs'],
  // Alike in short: where they part is shown.
  [
    '2026-11-29T19:02:56.000Z',
    '2026-11-29T19:02:58.000Z',
    ['2026-11-29T19:02:56.000Z', '2026-11-29T19:02:58.000Z'],
  ],
  [`${'x'.repeat(100)}1`, `${'x'.repeat(100)}2`, [`…${'x'.repeat(20)}1`, `…${'x'.repeat(20)}2`]],
  [Array(9).fill({at: 'a'.repeat(20)}), [], ['9 of them', 'none']],
]
for (const [a, b, expected, path] of cases)
  test(`${JSON.stringify(a)?.slice(0, 40)} and ${JSON.stringify(b)?.slice(0, 40)}: ${expected.join(' → ')}`, () => {
    assert.deepEqual(told(a, b, path), expected)
  })

test('nothing that is shown is long, or moves the cursor', () => {
  for (const value of ['y'.repeat(5_000), ['y'.repeat(5_000)], {a: '\u001b[2J'.repeat(500)}])
    for (const side of told(value, 'x')) {
      assert.ok(side.length < 600, String(side.length))
      assert.ok(!side.includes('\u001b'))
    }
})
