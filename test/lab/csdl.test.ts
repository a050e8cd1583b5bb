import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type Schema, validate} from '../../scripts/csdl.ts'

const schema: Schema = {
  'microsoft.graph.entity': {kind: 'EntityType', abstract: true, props: {id: {t: 'Edm.String', nn: 1}}},
  'microsoft.graph.user': {
    kind: 'EntityType',
    base: 'graph.entity',
    props: {
      accountEnabled: {t: 'Edm.Boolean'},
      born: {t: 'Edm.DateTimeOffset'},
      code: {t: 'Edm.Guid'},
      bytes: {t: 'Edm.Binary'},
      count: {t: 'Edm.Int32'},
      mails: {t: 'Collection(Edm.String)', nn: 1},
      kind: {t: 'graph.kind'},
      kinds: {t: 'graph.kinds'},
      strange: {t: 'graph.elsewhere'},
    },
    nav: {methods: 'Collection(graph.method)'},
  },
  'microsoft.graph.kind': {kind: 'EnumType', members: ['one', 'two']},
  'microsoft.graph.kinds': {kind: 'EnumType', members: ['one', 'two'], flags: 1},
  'microsoft.graph.method': {kind: 'EntityType', base: 'graph.entity', abstract: true, props: {}},
  'microsoft.graph.phoneMethod': {
    kind: 'EntityType',
    base: 'graph.method',
    props: {number: {t: 'Edm.String'}},
  },
}
const violations = (value: unknown, type = 'graph.user') => validate(schema, value, type).violations

test('what conforms is counted, value by value', () => {
  const value = {
    '@odata.context': 'x',
    id: 'a',
    accountEnabled: null,
    born: '2026-02-28T01:02:03.5Z',
    code: '5e4f0a00-0000-4000-8000-000000000001',
    bytes: 'QUI=',
    count: -1,
    mails: ['a', 'b'],
    kind: 'two',
    kinds: 'one, two',
    methods: [{'@odata.type': '#microsoft.graph.phoneMethod', id: 'p', number: '1'}],
  }
  assert.deepEqual(validate(schema, value, 'graph.user'), {conform: 12, violations: [], unknownTypes: []})
})

test('a type that the extract lacks is told, not taken for right', () => {
  const judged = validate(schema, {strange: 1}, 'graph.user')
  assert.deepEqual(judged, {conform: 0, violations: [], unknownTypes: ['microsoft.graph.elsewhere']})
})

const bad: [unknown, RegExp, string?][] = [
  [{accountenabled: true}, /accountenabled: microsoft\.graph\.user has no such property/],
  [{accountEnabled: 'yes'}, /"yes" is no Edm\.Boolean/],
  [{born: 'yesterday'}, /no Edm\.DateTimeOffset/],
  [{born: '2026-13-01T00:00:00Z'}, /no Edm\.DateTimeOffset/],
  [{code: '5e4f0a00'}, /no Edm\.Guid/],
  [{bytes: 'a?'}, /no Edm\.Binary/],
  [{count: 1.5}, /no Edm\.Int32/],
  [{count: 2 ** 31}, /no Edm\.Int32/],
  [{mails: null}, /may not be null/],
  [{mails: 'a'}, /no collection/],
  [{mails: [1]}, /mails\[0\]: 1 is no Edm\.String/],
  [{id: null}, /may not be null/],
  [{kind: 'three'}, /no member/],
  [{kind: 'one,two'}, /no member/],
  [{kinds: 'one,three'}, /no member/],
  [[], /no object/],
  [{methods: [{id: 'p'}]}, /abstract/],
  [{methods: [{'@odata.type': '#microsoft.graph.otherMethod'}]}, /no known microsoft\.graph\.method/],
  [{methods: [{'@odata.type': '#microsoft.graph.user'}]}, /no known microsoft\.graph\.method/],
  [{methods: [{'@odata.type': '#microsoft.graph.phoneMethod', phone: '1'}]}, /no such property/],
]
for (const [value, text] of bad)
  test(`is refused: ${JSON.stringify(value)}`, () => {
    const found = violations(value)
    assert.equal(found.length, 1)
    assert.match(found[0]!, text)
  })
