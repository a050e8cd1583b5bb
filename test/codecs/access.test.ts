import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {decidedBy, type Rights, rightsOf} from '../../src/codecs/access.ts'

const group = 'S-1-5-21-1004336348-1177238915-682003330-1106'
const networkService = ['S-1-5-20', 'S-1-1-0', 'S-1-5-6', 'S-1-5-11', 'S-1-5-32-545']
const vendor = '(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)'

/** A DACL, what a token of NETWORK SERVICE may do then, and the entry that decides. */
const cases: Readonly<Record<string, readonly [dacl: string, rights: Rights, by: string | null]>> = {
  'the vendor’s script was here': [`D:PAI${vendor}(A;;0x80120089;;;NS)`, 'granted', '(A;;0x80120089;;;NS)'],
  'its entry is gone': [`D:PAI${vendor}`, 'denied', null],
  'the list is empty': ['D:', 'denied', null],
  'there is no list': ['D:NO_ACCESS_CONTROL', 'granted', null],
  'a generic right': ['D:(A;;GR;;;NS)', 'granted', '(A;;GR;;;NS)'],
  'full control of a file': ['D:(A;;FA;;;NS)', 'granted', '(A;;FA;;;NS)'],
  'attributes only': ['D:(A;;0x120088;;;NS)', 'denied', null],
  'writing and executing only': ['D:(A;;GWGX;;;NS)', 'denied', null],
  'denied first': ['D:(D;;GR;;;NS)(A;;FA;;;NS)', 'denied', '(D;;GR;;;NS)'],
  'denied too late': ['D:(A;;FR;;;NS)(D;;GR;;;NS)', 'granted', '(A;;FR;;;NS)'],
  'a group of the token is denied': ['D:(D;;FR;;;SU)(A;;FA;;;NS)', 'denied', '(D;;FR;;;SU)'],
  'a group of the token is granted': ['D:(A;;FR;;;AU)', 'granted', '(A;;FR;;;AU)'],
  'only writing is denied': ['D:(D;;0x2;;;NS)(A;;FR;;;NS)', 'granted', '(A;;FR;;;NS)'],
  'only for what is made below': ['D:(A;CIIO;GA;;;NS)', 'denied', null],
  'denied for what is made below': ['D:(D;OICIIO;GA;;;NS)(A;;FR;;;NS)', 'granted', '(A;;FR;;;NS)'],
  'another account of the domain': [`D:${vendor}(A;;FR;;;${group})`, 'denied', null],
  'granted under a condition': ['D:(XA;;FR;;;NS;(@User.x == 1))', 'unknown', null],
  'denied under a condition': ['D:(XD;;FR;;;WD;(@User.x == 1))(A;;FR;;;NS)', 'unknown', null],
  'a condition changes nothing': ['D:(XA;;FR;;;WD;(@User.x == 1))(A;;FR;;;NS)', 'granted', '(A;;FR;;;NS)'],
  'a condition comes too late': ['D:(A;;FR;;;NS)(XD;;FR;;;WD;(@User.x == 1))', 'granted', '(A;;FR;;;NS)'],
  'an abbreviation of a later Windows': ['D:(D;;FR;;;ZZ)(A;;FR;;;NS)', 'unknown', null],
  'whoever owns the key': ['D:(A;;FR;;;OW)', 'unknown', null],
  'text that is no list': ['D:(A;;FR;;;NS', 'unknown', null],
  'no text': ['', 'unknown', null],
}
for (const [name, [dacl, rights, by]] of Object.entries(cases))
  test(`NETWORK SERVICE: ${name}`, () => {
    assert.equal(rightsOf(dacl, networkService, true), rights)
    assert.equal(decidedBy(dacl, networkService, true), by)
  })

test('a key without an access list says nothing', () => {
  assert.equal(rightsOf(null, networkService, true), 'unknown')
})

const account = ['S-1-5-21-1-2-3-1200', 'S-1-1-0', 'S-1-5-11', 'S-1-5-32-545']
const domainCases: Readonly<Record<string, readonly [dacl: string, rights: Rights]>> = {
  'the account itself is granted': ['D:(A;;FR;;;S-1-5-21-1-2-3-1200)', 'granted'],
  'only built-in accounts are': [`D:${vendor}(A;;FR;;;NS)`, 'denied'],
  'a group of the domain is granted': [`D:${vendor}(A;;FR;;;${group})`, 'unknown'],
  'Domain Users are granted': ['D:(A;;FR;;;DU)', 'unknown'],
  'a group of the domain is denied first': [`D:(D;;FR;;;${group})(A;;FR;;;S-1-5-21-1-2-3-1200)`, 'unknown'],
  'a group of the domain is denied last': [`D:(A;;FR;;;S-1-5-21-1-2-3-1200)(D;;FR;;;${group})`, 'granted'],
  'a group of the domain is granted, too': [`D:(A;;FR;;;${group})(A;;FR;;;AU)`, 'granted'],
  'a group of the domain may write': [`D:(A;;FW;;;${group})`, 'denied'],
}
for (const [name, [dacl, rights]] of Object.entries(domainCases))
  test(`an account whose groups are not all known: ${name}`, () =>
    assert.equal(rightsOf(dacl, account, false), rights))

// Windows walks through the list, gathers what is allowed, and ends at the first denial of what is still wanted.
type Entries = readonly (readonly [kind: string, mask: number, sid: string])[]
const walked = (entries: Entries, right: number): Rights => {
  let wanted = right
  for (const [kind, mask, sid] of entries) {
    if (!networkService.includes(sid)) continue
    if (kind === 'D' && (mask & wanted) !== 0) return 'denied'
    if (kind === 'A') wanted &= ~mask
  }
  return wanted === 0 ? 'granted' : 'denied'
}

test('lists without untold groups are decided as Windows walks through them', () => {
  const entry = fc.tuple(
    fc.constantFrom('A', 'D'),
    fc.integer({min: 0, max: 0x1fffff}),
    fc.constantFrom('S-1-5-20', 'S-1-5-6', 'S-1-1-0', 'S-1-5-18', 'S-1-5-19', group),
  )
  fc.assert(
    fc.property(fc.array(entry, {maxLength: 12}), (entries) => {
      const dacl = `D:${entries.map(([kind, mask, sid]) => `(${kind};;${mask};;;${sid})`).join('')}`
      // FILE_GENERIC_READ opens the file; who may not even read its data is denied, and what is between is not known.
      const whole = walked(entries, 0x120089) === 'granted'
      const expected = whole ? 'granted' : walked(entries, 0x1) === 'denied' ? 'denied' : 'unknown'
      assert.equal(rightsOf(dacl, networkService, true), expected)
    }),
    {numRuns: 2000},
  )
})

test('what is told of a token with untold groups holds whichever of them it is in', () => {
  const groups = [group, 'S-1-5-21-1-2-3-513', 'S-1-18-1']
  const entry = fc.tuple(
    fc.constantFrom('A', 'D'),
    fc.constantFrom('FR', 'FW', 'GA'),
    fc.constantFrom(...account, ...groups, 'S-1-5-18'),
  )
  fc.assert(
    fc.property(fc.array(entry, {maxLength: 8}), fc.subarray(groups), (entries, memberOf) => {
      const dacl = `D:${entries.map(([kind, rights, sid]) => `(${kind};;${rights};;;${sid})`).join('')}`
      const told = rightsOf(dacl, account, false)
      if (told !== 'unknown') assert.equal(told, rightsOf(dacl, [...account, ...memberOf], true))
    }),
    {numRuns: 2000},
  )
})
