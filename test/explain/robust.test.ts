import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {explain} from '../../src/explain/explain.ts'
import {distance} from '../../src/explain/near.ts'
import {renderExplanation} from '../../src/render/explanation.ts'

const {cases} = JSON.parse(readFileSync('fixtures/explain/texts.json', 'utf8')) as {cases: {text: string}[]}
const texts = cases.map(({text}) => text)
const foreign = fc.oneof(fc.string({maxLength: 400, unit: 'binary'}), fc.constantFrom(...texts))
const timed = (text: string) => {
  const started = performance.now()
  explain(text)
  return performance.now() - started
}

describe('explain, of what anybody may paste', () => {
  it('never throws, and prints nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.array(foreign, {maxLength: 6}), fc.integer({min: 20, max: 200}), (parts, width) => {
        const explanation = explain(parts.join('\n'))
        assert.equal(explanation.schema, 'npsmfa.explanation/1')
        assert.ok(explanation.causes.length <= 5)
        assert.doesNotMatch(
          renderExplanation(explanation, width),
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/,
        )
      }),
      {numRuns: 300},
    )
  })
  it('a user’s name cannot move the cursor', () => {
    const [line = ''] = texts.filter((text) => text.includes('bob@contoso.example'))
    const shown = renderExplanation(explain(line.replace('bob@', '\u001b[31mbob\u0007@')), 80)
    assert.doesNotMatch(shown, /[\u001b\u0007]/)
    assert.match(shown, /user \\u001b/)
  })
  it('cut anywhere, a line still gives an answer of the right form', () => {
    const text = texts.find((one) => one.includes('AADSTS7000112:'))!
    for (let end = 0; end < text.length; end += 7)
      assert.ok(Array.isArray(explain(text.slice(0, end)).causes))
  })
  it('takes no trap: a megabyte of anything is read in bounded time', () => {
    const harmless = Math.max(timed(`${texts[7]}\n\n`.repeat(900)), 200)
    for (const bait of [
      'a',
      ' ',
      '\n',
      '&',
      '<',
      '<br ',
      '<p ',
      'for user a ',
      'reason ',
      'RADIUS server ',
      '<Event >',
      'x\n',
      '1',
      'dialed a connection named ',
      '&amp;',
      'code ',
    ])
      assert.ok(timed(bait.repeat(1_000_000 / bait.length)) < harmless * 4, bait)
  })
  it('what is longer than a megabyte is not read', () => {
    assert.deepEqual(explain(`${' '.repeat(1_048_576)}AADSTS7000112`).causes, [])
  })
  it('the distance of words is never told too small', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 12}), fc.string({maxLength: 12}), (a, b) => {
        const exact = distance(a, b, 99)
        assert.equal(distance(b, a, 99), exact)
        assert.ok(exact >= Math.abs(a.length - b.length) && exact <= Math.max(a.length, b.length))
        assert.equal(distance(a, b, 2) > 2, exact > 2)
      }),
    )
  })
})
