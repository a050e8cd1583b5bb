import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import type {Explanation} from '../../src/core/explanation.ts'
import type {Own} from '../../src/explain/all-own-codes.ts'
import {explain} from '../../src/explain/explain.ts'

interface Case {
  name: string
  text: string
  /** The first cause; null is one without an id. */
  first: string | null
  confidence?: string
}

const read = <T>(file: string) => JSON.parse(readFileSync(`fixtures/explain/${file}.json`, 'utf8')) as T
const {cases} = read<{cases: Case[]}>('texts')
const first = (text: string) => explain(text).causes[0]
const codes = ({recognised}: Explanation) => recognised.flatMap((piece) => piece.codes)

describe('explain', () => {
  for (const {name, text, first: id, confidence} of cases)
    it(`names the cause first: ${name}`, () => {
      const cause = first(text)
      assert.ok(cause, 'nothing was recognised')
      assert.equal(cause.causeId, id)
      if (confidence) assert.equal(cause.confidence, confidence)
    })
  it('answers the same whatever ids, names and dates the text has', () => {
    for (const {text, first: id} of cases) {
      const other = text
        .replaceAll('contoso', 'tailspin')
        .replaceAll('maria', 'søren')
        .replace(/[0-9a-f]{8}-0f7c-[0-9a-f-]{27}/g, 'aa0bb1cc-2dd3-4ee4-9ff5-66aa77bb88cc')
        .replace(/2026-11-20/g, '2031-01-31')
      assert.equal(first(other)?.causeId, id, text.slice(0, 80))
    }
  })
  it('does not know what is not of this world, and is not sure of anything then', () => {
    for (const text of read<{texts: string[]}>('unknown').texts) {
      const {causes, recognised, verdict} = explain(text)
      assert.deepEqual([causes, recognised], [[], []], text)
      assert.match(verdict, /^Nothing in this text is known/)
    }
  })
  it('names the nearest codes of a misspelt one, but takes it for none of them', () => {
    const {causes, nearest} = explain('ESTS_TOKEN_EROR')
    assert.deepEqual([causes, nearest], [[], ['ESTS_TOKEN_ERROR']])
    assert.deepEqual(explain('PhoneApDenied').nearest[0], 'PhoneAppDenied')
  })
  it('goes by the code inside, not by the wrapper around it', () => {
    const [cause] = explain(cases.find(({name}) => name === 'whole line')!.text).causes
    assert.equal(cause!.code, 'ext.ESTS_TOKEN_ERROR+AADSTS7000112')
    assert.deepEqual(cause!.confirm, ['tenant.client-principal', 'tenant.connector-principal'])
  })
  it('tells user, correlation id and line of each piece', () => {
    const {recognised} = explain(`Hello team,\n\n${cases.find(({name}) => name === 'whole line')!.text}`)
    const [piece] = recognised
    assert.deepEqual(
      [piece!.line, piece!.user, piece!.cid],
      [3, 'bob@contoso.example', '6d1f5a1e-0f7c-4b58-9a83-0a1e9d2c4b11'],
    )
  })
  it('marks a harmless line, and never puts it before a fault', () => {
    const alone = explain(cases.find(({name}) => name === 'harmless alone')!.text)
    assert.deepEqual([alone.causes[0]!.benign, alone.causes.length], [true, 1])
    assert.match(alone.verdict, /^No fault is visible/)
    const beside = explain(cases.find(({name}) => name === 'harmless beside a fault')!.text)
    assert.deepEqual(beside.causes.map(({benign}) => benign).indexOf(true), beside.causes.length - 1)
  })
  it('says that it cannot be decided where it cannot', () => {
    assert.match(explain('reason 21').verdict, /does not decide/)
    assert.ok(explain('reason 21').causes.length > 1)
  })
  it('knows a code of the token library’s families by its range', () => {
    const {causes, recognised} = explain('request handle: -895352700')
    assert.deepEqual(recognised[0]!.codes, ['adal.0xCAA20084'])
    assert.equal(causes[0]!.confidence, 'low')
  })
  it('knows our own endings, and a check by its name', () => {
    const own: Own = {
      codes: [
        {code: 'cert.expiry/valid', status: 'pass', message: 'Valid.'},
        {
          code: 'cert.expiry/expired',
          status: 'fail',
          message: 'Ended on {end}.',
          hint: {do: ['Renew {sha1}.'], run: ['renew {sha1}'], owner: 'server', disrupts: 'nothing'},
        },
      ],
      checks: [
        {
          id: 'cert.expiry',
          title: 'It is valid',
          perUser: false,
          facts: ['certificate'],
          permissions: [],
          after: ['cert.present'],
          explains: [],
        },
      ],
    }
    const [cause] = explain('CERT.EXPIRY/expired', own).causes
    assert.deepEqual(
      [cause!.code, cause!.cause, cause!.do, cause!.run],
      ['cert.expiry/expired', 'Ended on [end].', ['Renew [sha1].', 'renew [sha1]'], ['renew [sha1]']],
    )
    const {verdict, causes, checks} = explain('cert.expiry', own)
    assert.equal(verdict, 'cert.expiry: It is valid.')
    // What to act on comes first, and every ending is told.
    assert.deepEqual(
      causes.map(({code, benign}) => [code, benign]),
      [
        ['cert.expiry/expired', false],
        ['cert.expiry/valid', true],
      ],
    )
    assert.deepEqual(checks?.[0]?.after, ['cert.present'])
    const inOrder = explain('cert.expiry/valid cert.expiry/expired', own).causes.map(({code}) => code)
    assert.deepEqual(inOrder, ['cert.expiry/valid', 'cert.expiry/expired'])
    // Beside a code the bare names of checks are not what is asked about.
    const both = explain('Code cert.expiry/expired, see npsmfa check cert.expiry', own)
    assert.deepEqual([both.causes.length, both.checks], [1, undefined])
    assert.deepEqual(
      checks?.[0]?.endings.map(({code}) => code),
      ['cert.expiry/expired', 'cert.expiry/valid'],
    )
  })
  it('reads a Windows event once, whose parts are parted by blank lines', () => {
    const {recognised, unrecognised} = explain(cases.find(({name}) => name === 'pasted event, policy')!.text)
    assert.deepEqual([recognised.length, unrecognised], [1, 0])
    assert.deepEqual(codes(explain('6273')), ['event.6273'])
  })
})
