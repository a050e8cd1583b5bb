import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {proxyFromWindows} from '../../src/app/windows-proxy.ts'

const through = (proxy: string, bypass: string | null, host: string) => {
  const found = proxyFromWindows({proxy, bypass})(host)
  return found && `${found.host}:${found.port}`
}

describe('the proxy that Windows is set to', () => {
  it('is taken for every host, or that of HTTPS where there is one for each protocol', () => {
    assert.equal(through('proxy:8080', null, 'login.microsoftonline.com'), 'proxy:8080')
    assert.equal(through('http=a:80;https=b:81', null, 'login.microsoftonline.com'), 'b:81')
    assert.equal(through('ftp=a:80', null, 'login.microsoftonline.com'), null)
    assert.equal(proxyFromWindows(null)('login.microsoftonline.com'), null)
  })
  it('is not taken for what the bypass list names', () => {
    const bypass = '<local>; *.contoso.example;10.*'
    for (const host of ['dc1', 'DC1.contoso.example', '10.1.2.3'])
      assert.equal(through('proxy:8080', bypass, host), null, host)
    for (const host of ['contoso.example', 'dc1.contoso.example.net', '110.1.2.3'])
      assert.equal(through('proxy:8080', bypass, host), 'proxy:8080', host)
  })
  it('is none where its text is none', () => {
    for (const text of ['', ';;', 'https=', '[[['])
      assert.equal(through(text, '(((*', 'a.example'), null, text)
  })
})
