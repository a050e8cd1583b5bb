import assert from 'node:assert/strict'
import {it} from 'node:test'
import fc from 'fast-check'
import {thumbprintIn} from '../../src/probes/principals.ts'

const hex = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334'

it('a key’s free-form identifier is read in the three forms that tools have written', () => {
  assert.equal(thumbprintIn(Buffer.from(hex, 'hex').toString('base64')), hex)
  assert.equal(thumbprintIn(Buffer.from(hex, 'latin1').toString('base64')), hex)
  assert.equal(thumbprintIn(hex), hex)
})

it('any other identifier is no thumbprint', () => {
  for (const text of ['', 'bXkga2V5', 'AAAA', '🙂']) assert.equal(thumbprintIn(text), null)
  fc.assert(fc.property(fc.string(), (text) => /^([0-9A-F]{40})?$/.test(thumbprintIn(text) ?? '')))
})
