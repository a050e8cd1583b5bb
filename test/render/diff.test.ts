import assert from 'node:assert/strict'
import {it} from 'node:test'
import type {Comparison} from '../../src/comparison/comparison.ts'
import {renderDiff} from '../../src/render/diff.ts'

const side: Comparison['a'] = {
  machine: 'NPS01',
  at: '2026-11-23T08:55:12Z',
  inClear: true,
  status: 'healthy',
  rootCauses: [],
}
const difference = {fact: 'extension', about: 'the extension', path: 'version', a: '1', b: '2'}
const shown = (but: Partial<Comparison>) =>
  renderDiff(
    {
      schema: 'npsmfa.diff/1',
      tool: {name: 'npsmfa', version: '0.1.0'},
      a: side,
      b: side,
      sameAliases: true,
      findings: [],
      others: [],
      ...but,
    },
    {width: 100, colour: false, plainGlyphs: false, all: false},
  )

it('diff marks a side that is healthy but for a warning as a warning', () => {
  const text = shown({b: {...side, rootCauses: ['cert.expiry/ends-soon']}})
  assert.match(text, /^A ✔ NPS01.* · healthy\nB ⚠ NPS01.* · cert\.expiry\/ends-soon$/m)
})

it('diff counts one and several', () => {
  assert.match(shown({others: [difference]}), /^1 other difference in 1 fact changes no finding;/m)
  const two = [difference, {...difference, path: 'path'}]
  assert.match(shown({others: two}), /^2 other differences in 1 fact change no finding;/m)
})
