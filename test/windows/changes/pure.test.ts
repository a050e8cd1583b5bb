import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {daclHolds} from '../../../src/codecs/dacl-holds.ts'
import type {RegistryValue} from '../../../src/world/windows/api.ts'
import {journalNames, journalPath} from '../../../src/world/windows/changes/journal-name.ts'
import {encoded} from '../../../src/world/windows/changes/registry-data.ts'
import {WindowsFailure} from '../../../src/world/windows/failure.ts'

describe('a DACL that was read back', () => {
  const wanted = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;GR;;;NS)'
  for (const [how, found, holds] of [
    ['as it was set', wanted, true],
    [
      'with generic rights written out, and flags of its own',
      'D:PAI(A;;0x1f01ff;;;SY)(A;;FA;;;BA)(A;;FR;;;S-1-5-20)',
      true,
    ],
    ['with generic bits beside', 'D:(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)(A;;0x80120089;;;NS)', true],
    ['with what is inherited', `${wanted}(A;ID;FR;;;BU)`, true],
    ['without an entry', 'D:P(A;;FA;;;SY)(A;;FA;;;BA)', false],
    ['with less right', 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;RC;;;NS)', false],
    ['with the opposite', 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(D;;GR;;;NS)', false],
    ['without a DACL', 'O:BA', false],
    ['not at all', null, false],
  ] as const)
    it(`${how} ${holds ? 'holds' : 'does not hold'} what was set`, () =>
      assert.equal(daclHolds(found, wanted), holds))
})

describe('data of the registry', () => {
  it('is bytes, or refused as a parameter of Windows: never a fault of ours, nor bytes that read otherwise', () => {
    const type = fc.constantFrom(
      'REG_NONE',
      'REG_SZ',
      'REG_EXPAND_SZ',
      'REG_MULTI_SZ',
      'REG_DWORD',
      'REG_BINARY',
    )
    const data = fc.oneof(fc.string(), fc.array(fc.string()), fc.double(), fc.constantFrom('00ff', 7))
    fc.assert(
      fc.property(type, data, (type, data) => {
        try {
          const bytes = encoded({name: 'x', type, data} as RegistryValue)
          if (type === 'REG_DWORD') assert.deepEqual([bytes.length, bytes.readUInt32LE()], [4, data])
          if (type === 'REG_MULTI_SZ')
            assert.deepEqual(bytes.toString('utf16le').split('\0').slice(0, -2), data)
          if (type === 'REG_BINARY') assert.equal(bytes.toString('hex'), data)
        } catch (error) {
          assert.ok(error instanceof WindowsFailure && error.code === 87, String(error))
        }
      }),
    )
  })
})

describe('the name of a journal', () => {
  it('never leads out of the folder', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (name) => {
        try {
          assert.match(journalPath('C:\\f', name).slice(5), /^[\w.-]+$/)
          assert.doesNotMatch(name, /^\.|\.\./)
        } catch (error) {
          assert.ok(error instanceof WindowsFailure, String(error))
        }
      }),
    )
  })
  it('is not that of the lock, nor of a half', () => {
    assert.deepEqual(journalNames(['a', 'lock', 'a.new', 'a.json', 'LOCK', '.x']), ['a', 'a.json'])
  })
})
