import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {accessMask, fileMask} from '../../src/codecs/access-mask.ts'
import {parseDacl, SddlError, sddlLimits} from '../../src/codecs/sddl.ts'
import {sidAbbreviations} from '../../src/codecs/sid-abbreviations.ts'

const aceOf = (text: string) => parseDacl(`D:${text}`)![0]!

test('a key’s list as Windows writes it', () => {
  const entries = parseDacl(
    'D:PAI(A;;0xd01f01ff;;;SY)(D;;GR;;;S-1-5-21-1004336348-1177238915-682003330-1106)(A;;0x80120089;;;NS)',
  )
  assert.deepEqual(
    entries?.map(({effect, mask, sid}) => [effect, mask, sid]),
    [
      ['allow', 0xd01f01ff, 'S-1-5-18'],
      ['deny', 0x80000000, 'S-1-5-21-1004336348-1177238915-682003330-1106'],
      ['allow', 0x80120089, 'S-1-5-20'],
    ],
  )
  assert.equal(entries?.[2]?.text, '(A;;0x80120089;;;NS)')
})

const masks: Readonly<Record<string, number | null>> = {
  '0x120089': 0x120089,
  '1179785': 0x120089,
  '04400211': 0x120089,
  FR: 0x120089,
  GRGW: 0xc0000000,
  KA: 0xf003f,
  CCDCLCSWRPWPDTLOCR: 0x1ff,
  '': 0,
  '0x1ffffffff': null,
  '4294967296': null,
  F: null,
  ZZ: null,
  '-1': null,
}
for (const [rights, mask] of Object.entries(masks))
  test(`rights “${rights}”`, () => assert.equal(accessMask(rights), mask))

test('generic rights are those of a file', () => {
  assert.equal(fileMask(0x80000000), 0x120089)
  assert.equal(fileMask(0x10000000), 0x1f01ff)
  assert.equal(fileMask(0x80120089), 0x120089)
  assert.equal(fileMask(0x20000000) & 1, 0)
})

test('only the flag IO makes an entry one for what is made below', () => {
  assert.equal(aceOf('(A;CIIO;GR;;;BU)').inheritOnly, true)
  assert.equal(aceOf('(A;OICI;GR;;;BU)').inheritOnly, false)
  // The letters of OI and OI meet in the middle here.
  assert.equal(aceOf('(A;CIOI;GR;;;BU)').inheritOnly, false)
})

test('SIDs are the same however they are written', () => {
  assert.equal(aceOf('(A;;GR;;;s-1-0x5-32-545)').sid, aceOf('(A;;GR;;;BU)').sid)
  assert.equal(aceOf('(A;;GR;;;DA)').sid, 'S-1-5-21-domain-512')
  assert.equal(aceOf('(A;;GR;;;ZZ)').sid, 'ZZ')
})

test('conditions and objects are read over, brackets in quoted text included', () => {
  const text = '(XA;;FR;;;WD;(@User.Title == "PM)" && (Member_of {SID(BA)})))'
  const [conditional, next] = parseDacl(`D:${text}(A;;FR;;;NS)`)!
  assert.equal(conditional!.conditional, true)
  assert.equal(conditional!.text, text)
  assert.equal(next!.sid, 'S-1-5-20')
  assert.equal(aceOf('(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;WD)').conditional, true)
})

test('owner, group and SACL are not the DACL', () => {
  const entries = parseDacl('O:SYG:S-1-5-21-1-2-3-513D:(A;;FR;;;NS)S:AI(AU;SAFA;GA;;;WD)')
  assert.deepEqual(
    entries?.map(({sid}) => sid),
    ['S-1-5-20'],
  )
})

test('an empty list is not a missing one', () => {
  assert.deepEqual(parseDacl('D:'), [])
  assert.deepEqual(parseDacl('D:P'), [])
  for (const none of ['D:NO_ACCESS_CONTROL', 'D:no_access_control', 'O:SYG:SY', 'O:SYS:(AU;SA;GA;;;WD)'])
    assert.equal(parseDacl(none), null, none)
})

const refused = [
  '',
  'nonsense',
  'D:(A;;GR;;;NS',
  'D:(A;;GR;;NS)',
  'D:(Q;;GR;;;NS)',
  'D:(A;X;GR;;;NS)',
  'D:(A;;RR;;;NS)',
  'D:(A;;GR;;;NETWORK SERVICE)',
  'D:(A;;GR;;;NS)x',
  'D:Q(A;;GR;;;NS)',
]
for (const text of refused) test(`refuses “${text}”`, () => assert.throws(() => parseDacl(text), SddlError))

test('refuses more than its limits, quickly', () => {
  const entry = '(A;;GR;;;NS)'
  assert.throws(() => parseDacl(`D:${entry.repeat(sddlLimits.entries + 1)}`), /entries/)
  assert.throws(() => parseDacl(`D:${'('.repeat(sddlLimits.characters)}`), /characters/)
  const start = performance.now()
  assert.throws(() => parseDacl(`D:${'('.repeat(500_000)}`), SddlError)
  assert.throws(() => parseDacl(`O:S-1-5${'-1'.repeat(200_000)}`), SddlError)
  assert.ok(performance.now() - start < 500)
})

const number = fc.integer({min: 0, max: 0xffffffff})
const sid = fc
  .tuple(fc.integer({min: 0, max: 0xffff}), fc.array(number, {minLength: 1, maxLength: 15}))
  .map(([authority, parts]) => `S-1-${[authority, ...parts].join('-')}`)
const entry = fc.record({
  kind: fc.constantFrom('A', 'D'),
  flags: fc.subarray(['OI', 'CI', 'NP', 'IO', 'ID']),
  mask: number,
  trustee: fc.oneof(sid, fc.constantFrom(...Object.keys(sidAbbreviations))),
})

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.array(entry, {maxLength: 40}), fc.constantFrom('', 'P', 'PAI', 'ARAI'), (list, flags) => {
      const texts = list.map(
        ({kind, flags, mask, trustee}) => `(${kind};${flags.join('')};0x${mask.toString(16)};;;${trustee})`,
      )
      assert.deepEqual(
        parseDacl(`O:SYG:BAD:${flags}${texts.join('')}S:AI`)?.map((ace) => [
          ace.text,
          ace.mask,
          ace.inheritOnly,
          ace.effect,
        ]),
        list.map(({kind, flags, mask}, i) => [
          texts[i],
          mask,
          flags.includes('IO'),
          kind === 'A' ? 'allow' : 'deny',
        ]),
      )
    }),
    {numRuns: 500},
  )
})

test('any text is read or refused, never anything else', () => {
  const piece = fc.constantFrom(
    ...[
      'D:',
      'S:',
      'O:',
      'G:',
      'SY',
      '(',
      ')',
      ';',
      '"',
      'A',
      'XA',
      'OA',
      'GR',
      '0x',
      '0',
      '1',
      'S-1-5',
      '-',
      '20',
      'PAI',
      'IO',
    ],
  )
  const text = fc.oneof(
    fc.array(piece, {maxLength: 60}).map((all) => `D:${all.join('')}`),
    fc.string({unit: 'binary'}),
  )
  fc.assert(
    fc.property(text, (sddl) => {
      try {
        parseDacl(sddl)
      } catch (error) {
        assert.ok(error instanceof SddlError)
      }
    }),
    {numRuns: 5000},
  )
})
