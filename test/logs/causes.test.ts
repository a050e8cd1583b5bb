import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {aadsts} from '../../src/catalogue/aadsts.ts'
import {adalHandles} from '../../src/catalogue/adal-handles.ts'
import {causeById} from '../../src/catalogue/causes.ts'
import {extensionCodeTable, serviceResultTable} from '../../src/catalogue/codes/extension.ts'
import {eventTable, npsReasons} from '../../src/catalogue/codes/nps.ts'
import {tokenLibraryCode} from '../../src/catalogue/codes/token-library.ts'
import {tokenServiceCodes} from '../../src/catalogue/codes/token-service.ts'
import {checks} from '../../src/found.ts'
import {codeOf} from '../../src/logs/causes/cause.ts'
import {causeOf, logCauses, type Shape} from '../../src/logs/signals.ts'
import {tokenSignal} from '../../src/logs/token-signal.ts'

const one: Shape = {people: 1, nobodyElse: false, scope: 'user:alice', onGateway: false}
const all: Shape = {people: 5, nobodyElse: true, scope: 'all', onGateway: false}
const oneNas: Shape = {people: 5, nobodyElse: true, scope: 'nas:New firewall', onGateway: false}
const oneDomain: Shape = {people: 5, nobodyElse: false, scope: 'domain:branch', onGateway: false}
const idOf = (signal: string, shape: Shape = all) => causeOf(signal, shape)?.causeId

/** The token library asks the token service only, so what is blocked there is that. */
const ofLogin = (id: string) => (id === 'NET_BLOCKED' ? 'NET_LOGIN_BLOCKED' : id)

/** Every code of the catalogue that a log can hold, as the signal it becomes, and the causes the catalogue gives it. */
const signals: readonly (readonly [string, readonly string[]])[] = [
  ...[...npsReasons].map(([reason, {causes}]) => [`first-factor/${reason}`, causes] as const),
  ...[...serviceResultTable].map(([name, {causes}]) => [`result/${name}`, causes] as const),
  ...[...extensionCodeTable].map(([name, {causes}]) => [`extension/${name}`, causes] as const),
  ...[...aadsts.keys()].map(
    (number) =>
      [
        tokenSignal({aadsts: number, handle: null, trait: null}),
        tokenServiceCodes.get(number)!.causes,
      ] as const,
  ),
  ...[...adalHandles.keys()].map(
    (handle) =>
      [
        tokenSignal({aadsts: null, handle, trait: null}),
        tokenLibraryCode(handle)!.causes.map(ofLogin),
      ] as const,
  ),
]
/** Reasons by which the extension speaks are no first factor. */
const elsewhere = new Set(['first-factor/0', 'first-factor/9', 'first-factor/21'])

describe('what logs name as a cause', () => {
  it('is in the catalogue, is confirmed by checks that are there, and has a code of its own', () => {
    const ids = new Set(checks.map(({id}) => id))
    const areas = new Set([...ids].map((id) => id.split('.')[0]))
    for (const cause of Object.values(logCauses)) {
      assert.ok(causeById.has(cause.causeId), cause.causeId)
      assert.ok(cause.do.length > 0)
      assert.deepEqual(
        cause.confirm.filter((id) => !ids.has(id) && !areas.has(id)),
        [],
      )
    }
    const codes = Object.values(logCauses).map(codeOf)
    assert.equal(new Set(codes).size, codes.length)
  })
  it('agrees with what explain says of the same code, for one person and for all', () => {
    for (const [signal, causes] of signals) {
      if (elsewhere.has(signal) || causes.length === 0) continue
      for (const shape of [one, all, oneDomain]) {
        const cause = causeOf(signal, shape)
        if (cause && causes.includes(cause.causeId)) assert.match(codeOf(cause), /^logs\.[a-z-]+\/[a-z-]+$/)
        else assert.fail(`${signal}: ${cause?.causeId} is none of ${causes.join(' ')}`)
      }
    }
  })
  it('of the System log agrees too', () => {
    for (const event of [13, 14, 17, 18, 4401, 4402, 4418])
      assert.equal(idOf(`system/nps-${event}`), eventTable.get(String(event))?.causes[0], String(event))
    assert.equal(idOf('system/schannel-36871'), eventTable.get('36871')?.causes[0])
  })
  it('is decided by whom it befalls', () => {
    assert.equal(idOf('first-factor/16', oneNas), 'SHARED_SECRET_SYMBOLS')
    assert.equal(idOf('first-factor/16', all), 'SHARED_SECRET_SYMBOLS')
    assert.equal(idOf('first-factor/16', one), 'WRONG_PASSWORD')
    assert.equal(idOf('first-factor/unseen', one), 'WRONG_PASSWORD')
    assert.equal(idOf('first-factor/unseen', all), 'SHARED_SECRET_SYMBOLS')
    assert.equal(idOf('result/UserNotFound', one), 'USER_NOT_IN_TENANT')
    assert.equal(idOf('result/UserNotFound', all), 'TENANT_INACTIVE')
    assert.equal(idOf('extension/ALTERNATE_LOGIN_ID_ERROR', one), 'ALTID_EMPTY')
    assert.equal(idOf('extension/ALTERNATE_LOGIN_ID_ERROR', all), 'ALTID_LOOKUP')
    assert.equal(idOf('extension/USERNAME_CANONICALIZATION_ERROR', oneDomain), 'CROSS_DOMAIN_LOOKUP')
  })
  it('tells the ways apart on which a token failed', () => {
    const ofHandle = (handle: number) => idOf(tokenSignal({aadsts: null, handle, trait: null}))
    assert.equal(ofHandle(-895352831), 'SP_DISABLED')
    assert.equal(ofHandle(0xcaa82ee2 | 0), 'NET_LOGIN_BLOCKED')
    assert.equal(ofHandle(0xcaa82ee7 | 0), 'NET_DNS')
    assert.equal(ofHandle(0xcaa82f8f | 0), 'NET_TLS_INSPECTION')
    assert.equal(ofHandle(0xcaa82f7d | 0), 'TLS12_DISABLED')
    assert.equal(ofHandle(0xcaa82f99 | 0), 'CERT_NO_PRIVATE_KEY')
    assert.equal(ofHandle(0xcaa82f9a | 0), 'CERT_PRIVATE_KEY_ACL')
    assert.equal(ofHandle(0xcaa82f05 | 0), 'CLOCK_WRONG')
  })
  it('is said to be unknown where nobody knows the code', () => {
    assert.equal(causeOf('first-factor/9999', one)?.name, 'refused-by-nps')
    assert.equal(causeOf('result/unknown', one)?.name, 'unknown-result')
    assert.equal(causeOf('extension/unknown', one)?.name, 'unknown-error')
    assert.equal(causeOf('system/vpn-failed', one), null)
  })
})
