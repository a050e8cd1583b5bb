import assert from 'node:assert/strict'
import {describe, it, test} from 'node:test'
import fc from 'fast-check'
import {readBegin, readEnd, readMethods} from '../../src/codecs/mfa/answers.ts'
import {readRequest} from '../../src/codecs/mfa/requests.ts'
import {writeDocument, writeRequest} from '../../src/codecs/mfa/write.ts'

const i = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
const result = (value: string, more = '') =>
  `<Result><Value>${value}</Value><Message i:nil="true"/><Retry>false</Retry><Error i:nil="true"/><Exception i:nil="true"/><RenewCert>false</RenewCert>${more}</Result>`

describe('requests to the MFA web service', () => {
  it('are written in the order of their contract, whatever order they are given in', () => {
    assert.equal(
      writeRequest('EndTwoWayAuthentication', {
        UserPrincipalName: 'alice@contoso.example',
        AdditionalAuthData: null,
        SessionId: 'S',
        Version: '1.0',
      }),
      `<EndTwoWayAuthenticationRequest ${i}><Version>1.0</Version><SessionId>S</SessionId><AdditionalAuthData i:nil="true"/><UserPrincipalName>alice@contoso.example</UserPrincipalName></EndTwoWayAuthenticationRequest>`,
    )
    assert.equal(
      writeRequest('BeginTwoWayAuthentication', {
        CallerIP: 'UNKNOWN:',
        SyncCall: 'false',
        AuthenticationMethodProperties: {pairs: {OverrideVoiceOtp: 'false'}},
        UserPrincipalName: 'a<b>&c',
      }),
      `<BeginTwoWayAuthenticationRequest ${i}><UserPrincipalName>a&lt;b&gt;&amp;c</UserPrincipalName><AuthenticationMethodProperties xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:KeyValueOfstringstring><a:Key>OverrideVoiceOtp</a:Key><a:Value>false</a:Value></a:KeyValueOfstringstring></AuthenticationMethodProperties><SyncCall>false</SyncCall><CallerIP>UNKNOWN:</CallerIP></BeginTwoWayAuthenticationRequest>`,
    )
  })

  it('are read as the service reads them: what stands after a later member is lost', () => {
    const read = (...members: [string, string][]) =>
      readRequest(
        'GetAvailableAuthenticationMethods',
        writeDocument('GetAvailableAuthenticationMethodsRequest', members),
      )!
    assert.equal(read(['Version', '1'], ['UserPrincipalName', 'a']).text('UserPrincipalName'), 'a')
    assert.equal(read(['ContextId', 'c'], ['UserPrincipalName', 'a']).text('UserPrincipalName'), null)
    assert.equal(
      read(['Version', '1'], ['Novelty', 'x'], ['UserPrincipalName', 'a']).text('UserPrincipalName'),
      'a',
    )
    assert.equal(readRequest('EndTwoWayAuthentication', '<BeginTwoWayAuthenticationRequest/>'), null)
    assert.equal(readRequest('EndTwoWayAuthentication', 'no XML'), null)
  })

  it('say back whatever name and code they were given', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string(), (user, code) => {
        const text = writeRequest('EndTwoWayAuthentication', {
          Version: '1.0',
          AdditionalAuthData: code,
          UserPrincipalName: user,
        })
        const read = readRequest('EndTwoWayAuthentication', text)!
        const written = (given: string) =>
          given.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').trim()
        assert.equal(read.text('AdditionalAuthData'), written(code))
        assert.equal(read.text('UserPrincipalName'), written(user))
      }),
    )
  })
})

describe('answers of the MFA web service', () => {
  const methods = (inner: string) =>
    `<GetAvailableAuthenticationMethodsResponse ${i}><Version>1</Version>${result('Success')}<AuthenticationMethods>${inner}</AuthenticationMethods><CreateTimeSeconds>1627115245</CreateTimeSeconds><UserPrincipalName>t@contoso.example</UserPrincipalName></GetAvailableAuthenticationMethodsResponse>`
  const sms = `<AuthenticationMethod><Id>OneWaySMS</Id><IsDefault>true</IsDefault><Properties xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:KeyValueOfstringstring><a:Key>MobilePhone</a:Key><a:Value>+1 5555550100</a:Value></a:KeyValueOfstringstring></Properties></AuthenticationMethod>`

  it('tell the methods with their properties', () => {
    const [method] = readMethods(methods(sms))!.methods
    assert.deepEqual([method!.id, method!.isDefault], ['OneWaySMS', true])
    assert.equal(method!.properties.get('MobilePhone'), '+1 5555550100')
    assert.deepEqual(readMethods(methods(''))!.methods, [])
  })

  it('are read in any order, with members that nobody knows, and under any prefix', () => {
    const text = `<x:BeginTwoWayAuthenticationResponse xmlns:x="urn:x" ${i}><x:AffinityUrl>https://h/p?dc=KRS&amp;a=1</x:AffinityUrl><x:Novelty><deep/></x:Novelty><x:SessionId>S</x:SessionId><x:AuthenticationResult>Challenge</x:AuthenticationResult>${result('Success', '<New>1</New>')}</x:BeginTwoWayAuthenticationResponse>`
    assert.deepEqual(readBegin(text), {
      result: {value: 'Success', message: '', retry: false, renewCertificate: false},
      sessionId: 'S',
      decided: 'challenge',
      affinityUrl: 'https://h/p?dc=KRS&a=1',
    })
  })

  it('tell nothing where a member is nil, absent or strange', () => {
    const end = (inner: string) =>
      readEnd(`<EndTwoWayAuthenticationResponse ${i}>${inner}</EndTwoWayAuthenticationResponse>`)!
    assert.deepEqual(
      end(`${result('AuthenticationPending')}<AuthenticationResult i:nil="true"/>`).decided,
      null,
    )
    assert.deepEqual(end('').result.value, '')
    assert.deepEqual(end(result('not a name <!-- -->')).result.value, '')
    assert.deepEqual(
      end(`${result('Success')}<AuthenticationResult>maybe</AuthenticationResult>`).decided,
      null,
    )
  })

  const documents: Record<string, string> = {
    'a page': '<html><body>Access denied</body></html>',
    'another answer': `<EndTwoWayAuthenticationResponse ${i}>${result('Success')}</EndTwoWayAuthenticationResponse>`,
    'entities that multiply': `<!DOCTYPE a [<!ENTITY a "aa">]><BeginTwoWayAuthenticationResponse>&a;</BeginTwoWayAuthenticationResponse>`,
    'a thousand levels': `<BeginTwoWayAuthenticationResponse>${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}</BeginTwoWayAuthenticationResponse>`,
    'ten thousand members': `<BeginTwoWayAuthenticationResponse>${'<a/>'.repeat(10_000)}</BeginTwoWayAuthenticationResponse>`,
    'a megabyte': `<BeginTwoWayAuthenticationResponse><a>${'x'.repeat(1_000_000)}</a></BeginTwoWayAuthenticationResponse>`,
    'half of one': methods(sms).slice(0, 300),
    nothing: '',
  }
  for (const [name, text] of Object.entries(documents))
    it(`are none: ${name}`, () => assert.equal(readBegin(text), null))
})

test('no text makes a reader throw', () => {
  const piece = fc.constantFrom(
    '<BeginTwoWayAuthenticationResponse>',
    '</BeginTwoWayAuthenticationResponse>',
    '<Result>',
    '</Result>',
    '<Value>',
    'Success',
    '</Value>',
    '<a:b i:nil="true"/>',
    '&#x41;',
    '&lt;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), {maxLength: 30}), (pieces) => {
      const text = pieces.join('')
      for (const read of [readMethods, readBegin, readEnd]) read(text)
      readRequest('BeginTwoWayAuthentication', text)
    }),
    {numRuns: 2_000},
  )
})
