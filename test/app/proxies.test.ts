import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {parseProxy, proxyFromEnvironment} from '../../src/app/proxies.ts'

describe('proxies', () => {
  it('a proxy’s address and its credentials are kept apart', () => {
    assert.deepEqual(parseProxy('http://nps:s%40cret@proxy.example:3128'), {
      host: 'proxy.example',
      port: 3128,
      credentials: 'nps:s@cret',
    })
    assert.deepEqual(parseProxy('proxy.example:8080'), {host: 'proxy.example', port: 8080, credentials: null})
    assert.deepEqual(parseProxy('http://nps@p', '100%'), {host: 'p', port: 80, credentials: 'nps:100%'})
    assert.equal(parseProxy('http://n:50%@p')?.credentials, 'n:50%')
    for (const wrong of ['http://wpad/wpad.dat', 'https://p:1', 'socks://p', 'http://', ''])
      assert.equal(parseProxy(wrong), null)
  })
  it('the environment’s proxy is taken but for hosts in NO_PROXY and below', () => {
    const proxyFor = proxyFromEnvironment({
      HTTPS_PROXY: 'http://p:1',
      NO_PROXY: '.example.com, graph.microsoft.com',
    })
    assert.equal(proxyFor('login.microsoftonline.com')?.host, 'p')
    for (const host of ['graph.microsoft.com', 'a.example.com', 'EXAMPLE.com'])
      assert.equal(proxyFor(host), null, host)
    assert.equal(proxyFor('notexample.com')?.host, 'p')
    assert.equal(proxyFromEnvironment({HTTPS_PROXY: 'http://p', no_proxy: '*'})('x'), null)
    assert.equal(proxyFromEnvironment({})('x'), null)
  })
  it('an address that cannot be followed is said, without repeating it', () => {
    assert.throws(
      () => proxyFromEnvironment({HTTPS_PROXY: 'https://u:secret@p'}),
      (e: Error) =>
        /HTTPS_PROXY/.test(e.message) &&
        /PAC file is not followed/.test(e.message) &&
        !/secret/.test(e.message),
    )
  })
})
