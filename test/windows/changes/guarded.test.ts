import assert from 'node:assert/strict'
import {it} from 'node:test'
import {isGuarded} from '../../../src/world/windows/changes/guarded.ts'

const me = 'S-1-5-21-1-2-3-1106'
for (const [sddl, guarded] of [
  ['O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)', true],
  ['O:SYD:PAI(A;OICI;0x1f01ff;;;SY)(A;OICI;0x1f01ff;;;BA)', true],
  [`O:${me}D:(A;OICI;FA;;;SY)(A;OICI;FA;;;${me})`, true],
  ['O:BAD:P(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)', true],
  ['O:BAD:P(A;OICI;FA;;;BA)(D;OICI;FW;;;BU)', true],
  // As a user makes it below C:\ProgramData, where users may make folders.
  ['O:S-1-5-21-1-2-3-1107D:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)', false],
  ['O:BUD:P(A;OICI;FA;;;BA)', false],
  ['D:P(A;OICI;FA;;;BA)', false],
  ['O:BAD:P(A;OICI;FA;;;BA)(A;OICI;FW;;;BU)', false],
  ['O:BAD:P(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)', false],
  ['O:BAD:P(A;OICI;FA;;;BA)(A;;WD;;;AU)', false],
  ['O:BAD:P(A;OICI;FA;;;BA)(A;;SD;;;AU)', false],
  ['O:BA', false],
  ['O:BAD:NO_ACCESS_CONTROL', false],
  ['O:BAD:nonsense', false],
  ['', false],
] as const)
  it(`${sddl || 'nothing'} is ${guarded ? '' : 'not '}only administrators’ to write to`, () =>
    assert.equal(isGuarded(sddl, me), guarded))
