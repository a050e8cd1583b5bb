import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {stripVTControlCharacters} from 'node:util'
import {replay} from '../../src/app/replay.ts'
import {renderText} from '../../src/render/text.ts'
import {machines} from '../machines.ts'

const all = machines()
const report = (name: string) => replay(all.find((machine) => machine.name === name)!.record)
const look = {width: 80, colour: false, plainGlyphs: false}

describe('the text report', () => {
  it('leads with the root cause, who acts, the cure and the command, and folds what follows from it', () => {
    const text = renderText(report("Graph not asked, client disabled by the token's refusal"), look)
    const order = [
      '✖ The application “Azure',
      'Who acts',
      'Cure',
      '> Update-MgServicePrincipal',
      'Disrupts',
      'This also explains',
      'token.acquired/client-disabled',
      'In order',
      'Red:',
    ]
    const places = order.map((words) => text.indexOf(words))
    assert.ok(!places.includes(-1), String(places))
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    )
  })
  it('says what was not looked at and why, and what could not be told', () => {
    assert.match(
      renderText(report('no directory named'), look),
      /Not looked at\n.*user\.in-ad, [^:]*user\.same-person:\s+no directory was named/,
    )
    assert.match(
      renderText(report('directory refuses'), look),
      /Could not be determined\n.*user\.in-ad, [^:]*user\.same-person:\s+wrong password/,
    )
  })
  it('keeps to the width, but never breaks a command', () => {
    for (const [i, {record}] of all.entries()) {
      const judged = replay(record)
      // A table takes ten milliseconds, and what fits the narrow one seldom breaks the wide one.
      for (const width of i % 10 === 0 ? [60, 100] : [60]) {
        const lines = renderText(judged, {...look, width}).split('\n')
        assert.deepEqual(
          lines.filter((line) => line.length > width && !line.startsWith('  > ')),
          [],
        )
      }
    }
  })
  it('never cuts the id of a check', () => {
    const healthy = report('healthy')
    const text = renderText(healthy, look)
    for (const {check} of healthy.findings.filter(({status}) => status === 'pass'))
      assert.match(text, new RegExp(`^ +✔ ${check} `, 'm'))
  })
  it('has colour only when asked, and then the same words', () => {
    const plain = renderText(report('client principal disabled'), look)
    const coloured = renderText(report('client principal disabled'), {...look, colour: true})
    assert.doesNotMatch(plain, /\u001b/)
    assert.match(coloured, /\u001b\[/)
    assert.equal(stripVTControlCharacters(coloured), plain)
  })
  it('can do with the glyphs of the Windows console', () => {
    const text = renderText(report('client principal disabled'), {...look, plainGlyphs: true})
    assert.doesNotMatch(text, /[✔✖⚠]/)
    assert.match(text, /^× The application/m)
  })
})
