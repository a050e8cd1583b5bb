import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {Aliases} from '../../src/bundle/pseudonyms/aliases.ts'
import {word} from '../../src/bundle/pseudonyms/known.ts'
import {isTelling} from '../../src/bundle/pseudonyms/ordinary.ts'

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
  it('keep the SID that Entra makes of an id that of the id’s alias', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 16, maxLength: 16}), (raw) => {
        const sidOf = (bytes: Buffer) =>
          `S-1-12-1-${[0, 4, 8, 12].map((i) => bytes.readUInt32LE(i)).join('-')}`
        const bytes = Buffer.from(raw)
        const alias = Buffer.from(of(bytes.toString('base64'), 'guid'), 'base64')
        assert.equal(of(`the group ${sidOf(bytes)}`, 'text'), `the group ${sidOf(alias)}`)
        assert.equal(of(sidOf(bytes).toLowerCase(), 'sid'), sidOf(alias).toLowerCase())
      }),
    )
  })
  it('keep the scripts of a name', () => {
    for (const [name, shape] of [
      ['Иванов', /^[А-Я][а-я]{5}$/],
      ['張偉', /^\p{Script=Han}{2}$/u],
      ['Γιώργος', /^\p{Script=Greek}{7}$/u],
      ['Jörg', /^[A-Z][à-þ][a-z]{2}$/],
    ] as const) {
      assert.match(of(name, 'user'), shape)
      assert.notEqual(of(name, 'user'), name)
    }
  })
  it('are found in texts, however a name stands there', () => {
    const one = aliases()
    const learnt: Parameters<Aliases['learn']>[] = [
      ['NPS01', 'host'],
      ['CONTOSO\\li', 'user'],
      ['VPN users', 'name'],
      ['contoso.example', 'tenant'],
      ['O=Contoso Ltd', 'name'],
      ['nps-02', 'host'],
      ['Петров', 'user'],
    ]
    for (const [text, holds] of learnt) one.learn(text, holds)
    const word = (text: string) => one.of(text, 'user')
    const [contoso, li] = [word('contoso'), word('li')]
    for (const [text, aliased] of [
      ['NPS01', word('NPS01')],
      ['directory Contoso Ltd', `directory ${word('Contoso Ltd')}`],
      ['D:\\Contoso\\nps01.dll', `D:\\${word('Contoso')}\\${word('nps01')}.dll`],
      ['ask Li or Петров', `ask ${word('Li')} or ${word('Петров')}`],
      ['VPN users are no other users', `${word('VPN users')} are no other users`],
      ['nps-02 is an NPS', `${word('nps-02')} is an NPS`],
      [
        'https://login.microsoftonline.com/contoso.example/a',
        `https://login.microsoftonline.com/${contoso}.example/a`,
      ],
      [
        'https://graph.microsoft.com/users/li@contoso.example',
        `https://graph.microsoft.com/users/${li}@${contoso}.example`,
      ],
      ['https://contoso.blob.core.windows.net:8443', `https://${contoso}.blob.core.windows.net:8443`],
      ['?upn=li%40contoso.example', `?upn=${li}%40${contoso}.example`],
      ['of *.contoso.example', `of *.${contoso}.example`],
      // People and servers of whom no leaf tells.
      ['C:\\Users\\Ann Lee\\x.log', `C:\\Users\\${word('Ann Lee')}\\x.log`],
      ['\\\\srv9\\payroll\\x.log', `\\\\${word('srv9')}\\${word('payroll')}\\x.log`],
      ['FABRIKAM\\bob came', `${word('FABRIKAM')}\\${word('bob')} came`],
    ] as const) {
      assert.equal(one.of(text, 'text'), aliased)
      assert.notEqual(aliased, text)
    }
  })
  it('leave what speaks of nobody in a name or a text', () => {
    const host = (text: string) => of(text, 'host')
    assert.match(host('http://proxy.contoso.example:8080'), /^http:\/\/\w{5}\.\w{7}\.example:8080$/)
    assert.notEqual(host('px:8080'), 'px:8080')
    assert.match(host('px:8080'), /:8080$/)
    assert.match(host('fe80::a%12'), /^fe80::.+%12$/)
    assert.equal(of('fe80::a%12', 'text'), host('FE80:0::a%12'))
    assert.match(of('vpn.contoso.co.uk', 'host'), /^\w{3}\.\w{7}\.co\.uk$/)
    assert.match(of('contoso.mail.protection.outlook.com', 'host'), /^\w{7}\.mail\.protection\.outlook\.com$/)
    // Words of Microsoft's domains are companies' own as well.
    for (const domain of ['dynamics.example', 'vault.com', 'core.windows.example'])
      assert.doesNotMatch(of(domain, 'tenant'), /dynamics|vault|core|windows/)
    assert.match(of('DC=contoso,DC=co,DC=uk', 'name'), /^DC=\w{7},DC=co,DC=uk$/)
    assert.equal(of('s-1-5-21-1-2-3-1105', 'sid').toUpperCase(), of('S-1-5-21-1-2-3-1105', 'sid'))
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
      '0:0:0:0:0:0:0:1',
      'localhost',
      'localhost:389',
      '1.2.2893.1',
      '',
    ])
      for (const holds of [undefined, 'text', 'sid', 'host'] as const)
        if (holds !== 'host' || !/^S-|^1\./.test(text)) assert.equal(of(text, holds), text)
    for (const text of [
      'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, LocalMachine\\My, %SystemRoot%\\System32\\ias\\ias.xml',
      'grant Application.Read.All; System.IO.IOException; CERT_HAS_EXPIRED; TENANT_ID',
      'C:\\Users\\Public\\x.log is read by NT AUTHORITY\\NETWORK SERVICE on a server',
    ])
      assert.equal(of(text, 'text'), text)
  })
  it('leave in clear what is kept, wherever it stands', () => {
    const one = aliases(['tenant'])
    one.learn('contoso.example', 'tenant')
    assert.match(one.of('alice@contoso.example', 'user'), /^(?!alice)\w{5}@contoso\.example$/)
  })
  it('hide a name of two letters behind what is no domain', () => {
    const one = aliases()
    one.learn('da', 'user')
    for (const holds of ['text', 'user', 'name', 'host', 'tenant'] as const)
      assert.doesNotMatch(one.of('_.da', holds), /da/)
  })
  it('hide any name of letters in any text around it', () => {
    const letter = fc
      .integer({min: 0x61, max: 0x1ffff})
      .map((point) => String.fromCodePoint(point))
      .filter((c) => /\p{L}/u.test(c))
    const name = fc
      .string({unit: letter, minLength: 2, maxLength: 12})
      .filter((one) => isTelling(one.toLowerCase()))
    const around = fc.string({unit: fc.constantFrom(...' .,:;/\\@%"(=-_'), maxLength: 3})
    fc.assert(
      fc.property(name, around, around, (secret, before, after) => {
        const one = aliases()
        one.learn(secret, 'user')
        for (const holds of ['text', 'user', 'name', 'host', 'tenant'] as const) {
          const made = one.of(`on ${before}${secret}${after} at`, holds)
          assert.ok(!made.toLowerCase().match(word)?.includes(secret.toLowerCase()), `${holds}: ${made}`)
        }
      }),
      {numRuns: 500},
    )
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
