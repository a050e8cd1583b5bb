import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {Aliases} from '../../src/bundle/pseudonyms/aliases.ts'

const key = Buffer.alloc(32, 7)
const aliases = (keep: ConstructorParameters<typeof Aliases>[0]['keep'] = []) => new Aliases({key, keep})
const of = (text: string, holds: Parameters<Aliases['of']>[1]) => aliases().of(text, holds)

describe('aliases', () => {
  it('keep a GUID and its base64 the same object', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 16, maxLength: 16}), (raw) => {
        const bytes = Buffer.from(raw)
        const guid = [
          bytes.subarray(0, 4).toReversed(),
          bytes.subarray(4, 6).toReversed(),
          bytes.subarray(6, 8).toReversed(),
          bytes.subarray(8, 10),
          bytes.subarray(10),
        ]
          .map((group) => Buffer.from(group).toString('hex'))
          .join('-')
        const again = Buffer.from(of(bytes.toString('base64'), 'guid'), 'base64')
        const [a, b, c, d, e] = of(guid, 'guid').split('-')
        const swapped = (hex: string) => Buffer.from(hex, 'hex').reverse().toString('hex')
        assert.equal(again.toString('hex'), `${swapped(a!)}${swapped(b!)}${swapped(c!)}${d}${e}`)
      }),
    )
  })
  it('keep a suffix, its domain, a host below it and its components related', () => {
    const upn = of('Alice@contoso.example', 'user')
    const domain = of('contoso.example', 'tenant')
    assert.ok(upn.endsWith(`@${domain}`))
    assert.ok(of('dc1.ad.contoso.example', 'host').endsWith(`.${domain}`))
    const [label] = domain.split('.')
    assert.equal(of('CONTOSO\\alice', 'user').split('\\')[0], label!.toUpperCase())
    assert.ok(of('CN=Users,DC=contoso,DC=example', 'name').endsWith(`,DC=${label},DC=example`))
    assert.equal(upn.split('@')[0]!.toLowerCase(), of('alice', 'user'))
  })
  it('keep the shape and are told apart as the values are', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{2,14}$/)
    fc.assert(
      fc.property(fc.uniqueArray(name, {maxLength: 60, selector: (n) => n.toLowerCase()}), (names) => {
        const one = aliases()
        const made = names.map((n) => one.of(n, 'user'))
        assert.equal(new Set(made.map((n) => n.toLowerCase())).size, names.length)
        names.forEach((n, i) => {
          const shape = (text: string) =>
            text.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/\d/g, '0')
          assert.equal(shape(made[i]!), shape(n))
        })
      }),
    )
  })
  it('are in capitals throughout where the value is', () => {
    const thumbprint = 'A6EF6BD3952DB6B71CB9F65F1C6839B29EA12167'
    const alias = of(thumbprint, 'thumbprint')
    assert.match(alias, /^[0-9A-F]{40}$/)
    assert.notEqual(alias, thumbprint)
    assert.equal(of(thumbprint.toLowerCase(), 'thumbprint'), alias.toLowerCase())
    const apart = of(thumbprint.replace(/..(?!$)/g, '$& '), 'text')
    assert.equal(apart.replaceAll(' ', ''), alias)
  })
  it('never stand for what everybody has', () => {
    for (const text of [
      'S-1-5-20',
      'S-1-5-32-544',
      'login.microsoftonline.com',
      '981f26a1-7f43-403b-a875-f8b09b8cd720',
      '127.0.0.1',
      '::1',
      'NT AUTHORITY\\NETWORK SERVICE',
      '1.2.2893.1',
      '',
    ])
      assert.equal(of(text, undefined), text)
  })
  it('leave in clear what is kept, wherever it stands', () => {
    const one = aliases(['tenant'])
    one.learn('contoso.example', 'tenant')
    assert.match(one.of('alice@contoso.example', 'user'), /^(?!alice)\w{5}@contoso\.example$/)
  })
  it('survive any text, in time', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 300}), (text) => {
        for (const holds of ['user', 'name', 'guid', 'text', undefined] as const) of(text, holds)
      }),
    )
    const started = performance.now()
    aliases().of(`${'a.'.repeat(50_000)}${'0:'.repeat(50_000)}${'f'.repeat(50_000)}@`, 'text')
    assert.ok(performance.now() - started < 5_000)
  })
})
