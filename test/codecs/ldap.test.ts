import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {
  AndFilter,
  BindRequest,
  EqualityFilter,
  FilterParser,
  NotFilter,
  PagedResultsControl,
  SearchRequest,
  UnbindRequest,
} from 'ldapts'
import {BerError} from '../../src/codecs/ber.ts'
import {decodeRequest, type LdapRequest} from '../../src/codecs/ldap.ts'
import {decodePage, pagingOid} from '../../src/codecs/ldap-paging.ts'

const wholeSearch = {
  baseDN: 'DC=x',
  scope: 'sub',
  derefAliases: 'never',
  sizeLimit: 7,
  timeLimit: 3,
  returnAttributeValues: true,
} as const
type Search = Extract<LdapRequest, {kind: 'search'}>
const filterOf = (text: string) => {
  const message = new SearchRequest({
    messageId: 1,
    ...wholeSearch,
    filter: FilterParser.parseString(text),
    attributes: [],
  })
  return (decodeRequest(message.write()).request as Search).filter
}
const bytes = (text: string) => Buffer.from(text)

test('reads what ldapts writes: bind and unbind', () => {
  const bind = new BindRequest({messageId: 9, dn: 'zoë', password: 'pässword'}).write()
  assert.deepEqual(decodeRequest(bind), {
    id: 9,
    request: {kind: 'bind', version: 3, name: 'zoë', password: 'pässword'},
    controls: [],
  })
  assert.equal(decodeRequest(new UnbindRequest({messageId: 2}).write()).request.kind, 'unbind')
})

test('reads what ldapts writes: a paged search', () => {
  const value = {size: 500, cookie: bytes('next')}
  const message = new SearchRequest({
    messageId: 300,
    ...wholeSearch,
    attributes: ['mail', 'objectGUID'],
    filter: new AndFilter({
      filters: [
        new EqualityFilter({attribute: 'objectGUID', value: Buffer.from('ff00', 'hex')}),
        new NotFilter({filter: FilterParser.parseString('(mail=*)')}),
      ],
    }),
    controls: [new PagedResultsControl({critical: true, value})],
  })
  const {id, request, controls} = decodeRequest(message.write())
  assert.equal(id, 300)
  assert.deepEqual(request, {
    kind: 'search',
    base: 'DC=x',
    scope: 'sub',
    sizeLimit: 7,
    typesOnly: false,
    attributes: ['mail', 'objectGUID'],
    filter: {
      kind: 'and',
      filters: [
        {kind: 'equal', attribute: 'objectGUID', value: Buffer.from('ff00', 'hex')},
        {kind: 'not', filter: {kind: 'present', attribute: 'mail'}},
      ],
    },
  })
  assert.equal(controls[0]?.oid, pagingOid)
  assert.deepEqual(decodePage(controls[0]!), value)
})

test('reads every kind of filter', () => {
  assert.deepEqual(filterOf('(|(a>=1)(a<=2)(a~=3))'), {
    kind: 'or',
    filters: [
      {kind: 'at-least', attribute: 'a', value: bytes('1')},
      {kind: 'at-most', attribute: 'a', value: bytes('2')},
      {kind: 'approximately', attribute: 'a', value: bytes('3')},
    ],
  })
  const [initial, any, final] = [bytes('in'), [bytes('a*'), bytes('b')], bytes('out')]
  assert.deepEqual(filterOf('(a=in*a\\2a*b*out)'), {kind: 'substrings', attribute: 'a', initial, any, final})
  assert.deepEqual(filterOf('(a=*x*)'), {
    kind: 'substrings',
    attribute: 'a',
    initial: null,
    any: [bytes('x')],
    final: null,
  })
  const rule = '1.2.840.113556.1.4.803'
  assert.deepEqual(filterOf(`(a:${rule}:=2)`), {kind: 'extensible', attribute: 'a', rule, value: bytes('2')})
})

test('refuses other operations and filters that are cut off', () => {
  const del = Buffer.from('30080201014a03433d78', 'hex')
  const emptyNot = Buffer.from(
    '3023020101631e0400 0a0102 0a0100 020100 020100 010100 a200 3000'.replaceAll(' ', ''),
    'hex',
  )
  for (const message of [del, emptyNot, Buffer.from('3003020101', 'hex')])
    assert.throws(() => decodeRequest(message), BerError)
})

test('any bytes, and any damage to a message, are read or refused', () => {
  const good = new SearchRequest({
    messageId: 1,
    ...wholeSearch,
    filter: FilterParser.parseString('(&(a=1)(|(b=*)(c=x*y)))'),
    attributes: ['m'],
  }).write()
  const damaged = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {maxLength: 3}).map((changes) => {
    const copy = Buffer.from(good)
    for (const [at, value] of changes) copy[at] = value
    return copy
  })
  const property = fc.property(
    fc.oneof(
      damaged,
      fc.uint8Array({maxLength: 300}).map((some) => Buffer.from(some)),
    ),
    (some) => {
      try {
        for (const control of decodeRequest(some).controls) decodePage(control)
      } catch (error) {
        assert.ok(error instanceof BerError)
      }
    },
  )
  fc.assert(property, {numRuns: 4000})
})
