import assert from 'node:assert/strict'
import {test} from 'node:test'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {trusted} from '../../src/bundle/evidence.ts'
import {makeBundle} from '../../src/bundle/make.ts'
import {parseBundle} from '../../src/bundle/parse.ts'
import {machines} from '../machines.ts'

const {record} = machines()[0]!

test('a bundle that an editor has saved with a byte order mark is the same bundle', () => {
  const bundle = makeBundle({evidence: record, report: replay(record), pseudonyms: null})
  const text = JSON.stringify(bundle)
  assert.deepEqual(parseBundle('FILE', Buffer.from(`\ufeff${text}`)), parseBundle('FILE', Buffer.from(text)))
})

test('what cannot be read of a bundle is told in a sentence, whatever it is about', () => {
  const facts = factsByKey()
  const run = {known: true, value: 7, via: '', as: '', at: '', ms: 0} as const
  const evidence = trusted({run}, facts).run!
  assert.equal(
    !evidence.known && evidence.detail,
    'what the bundle says of when this run was made and for whom is of another version of npsmfa and cannot be read by this one',
  )
})
