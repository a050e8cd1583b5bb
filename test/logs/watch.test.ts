import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {Ajv} from 'ajv'
import fc from 'fast-check'
import {schemas} from '../../scripts/schemas.ts'
import {readEvent} from '../../src/codecs/event-xml.ts'
import {logEvent} from '../../src/codecs/nps-log/log-event.ts'
import type {ToldAttempt} from '../../src/core/attempt.ts'
import {jsonLine} from '../../src/core/words.ts'
import {entry, type LogEntry} from '../../src/logs/entry.ts'
import {everyLogCause} from '../../src/logs/every-cause.ts'
import {fromEvent} from '../../src/logs/from-event.ts'
import {Fold} from '../../src/logs/watch/fold.ts'
import {sentence} from '../../src/logs/watch/tell.ts'
import {settleMs, Watched} from '../../src/logs/watch/watched.ts'
import {renderAttempt} from '../../src/render/watch.ts'
import {extensionXml, securityXml} from '../support/event-text.ts'

const conforms = new Ajv({strictTypes: false}).compile(schemas()['attempt-1.json']!)
const look = {width: 80, colour: false, plainGlyphs: false}
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 8, 0, 0) + seconds * 1_000).toISOString()
const of = (xml: string): LogEntry => fromEvent(logEvent(readEvent(xml)!))!
const nps = (seconds: number, id: 6272 | 6273 | 6274, user: string, more = {}) =>
  of(securityXml(at(seconds), id, user, more))
const extension = (seconds: number, text: string, channel: 'Opt' | 'Admin' = 'Opt') =>
  of(extensionXml(at(seconds), text, channel))
const cid = (n: number) => `7d0c9a4e-33b1-4e0b-8f36-${String(n).padStart(12, '0')}`
const rejected = (seconds: number, user: string, result: string) =>
  extension(
    seconds,
    `CID: ${cid(seconds)} :Access Rejected for user ${user} with Azure MFA response: ${result} and message: x`,
  )
const accepted = (seconds: number, user: string) =>
  extension(
    seconds,
    `CID: ${cid(seconds)} :Access Accepted for user ${user} with Azure MFA response: Success and message: session ${cid(1)}`,
  )
const failed = (seconds: number, user: string) =>
  extension(
    seconds,
    `CID: ${cid(seconds)} :Exception in Authentication Ext for User ${user} :: ErrorCode:: CID :${cid(seconds)} ESTS_TOKEN_ERROR Msg:: AADSTS7000112: x`,
    'Admin',
  )

/** What is told of records, each with the second in which it is heard of; looked at ten times a second. */
function told(
  records: readonly (readonly [heard: number, told: LogEntry])[],
  until: number,
  watched = everybody(),
) {
  const left = [...records]
  const all: [at: number, told: ToldAttempt][] = []
  for (let now = 0; now <= until * 1_000; now += 100) {
    while (left[0] && left[0][0] * 1_000 <= now) watched.add(left.shift()![1], now)
    for (const one of watched.due(now)) all.push([now / 1_000, one])
  }
  for (const [, one] of all) assert.ok(conforms(one), JSON.stringify(conforms.errors))
  return all
}
const everybody = () => new Watched(() => true)
const short = (all: ReturnType<typeof told>) =>
  all.map(([now, {user, outcome, code, open, revised}]) =>
    [now, user, outcome, code ?? '-', open ? 'open' : '', revised ? 'revised' : ''].join(' ').trim(),
  )

describe('a sign-in is told', () => {
  it('once NPS and the extension have had a moment to write, whichever was first', () => {
    const records = [
      nps(1, 6273, 'alice', {reason: 21}),
      rejected(1, 'alice@contoso.example', 'OathCodeIncorrect'),
    ] as const
    for (const [first, second] of [records, records.toReversed()])
      assert.deepEqual(
        short(
          told(
            [
              [1, first!],
              [1.3, second!],
            ],
            3,
          ),
        ),
        [`${1 + settleMs / 1_000} ${first!.user} refused-by-extension logs.action/wrong-code`],
      )
  })
  it('anew where what comes later says otherwise, and else no second time', () => {
    const late = [
      [1, nps(1, 6273, 'alice', {reason: 21})],
      [2, rejected(1, 'alice@contoso.example', 'PhoneAppDenied')],
      [3, nps(3, 6272, 'lee')],
      [3, accepted(3, 'lee')],
      [5, nps(5, 6274, 'lee', {reason: 3})],
    ] as const
    assert.deepEqual(short(told(late, 8)), [
      '1.4 alice refused-by-extension logs.extension/rejected',
      '2.4 alice refused-by-extension logs.action/denied  revised',
      '3.4 lee accepted -',
    ])
  })
  it('as not answered yet after ten seconds, and then how it ended', () => {
    const code = extension(
      1,
      `CID: ${cid(1)} : Challenge requested in Authentication Ext for User alice with state x`,
    )
    const records = [
      [1, code],
      [15, accepted(15, 'alice')],
      [15, nps(15, 6272, 'alice')],
    ] as const
    const all = told(records, 20)
    assert.deepEqual(short(all), ['11 alice unanswered - open', '15.4 alice accepted -'])
    assert.match(renderAttempt(all[0]![1], look), /alice: no answer yet after 10 s: A code was asked for/)
    assert.deepEqual(short(told(records.slice(0, 1), 200)), [
      '11 alice unanswered - open',
      '181 alice code-not-given logs.method/code-not-given',
    ])
  })
  it('when the extension failed, not when NPS dropped a repetition of a request that is still looked at', () => {
    const failing = [
      [1, failed(1, 'alice')],
      [1, nps(1, 6274, 'alice', {reason: 9})],
    ] as const
    assert.deepEqual(short(told(failing, 3)), ['1.4 alice extension-failed logs.token/client-disabled'])
    const alone = [[1, nps(1, 6274, 'alice', {reason: 9})]] as const
    assert.deepEqual(short(told(alone, 3)), ['1.4 alice extension-failed logs.extension/discarded'])
    const beside = everybody()
    beside.extensionRead(0, false)
    assert.deepEqual(
      short(told([...alone, [8, nps(8, 6272, 'alice')], [8, accepted(8, 'alice')]], 10, beside)),
      ['8.4 alice accepted -'],
    )
  })
  it('as one without a second factor only where the extension’s log of that moment was read', () => {
    const records = [[1, nps(1, 6272, 'alice')]] as const
    assert.deepEqual(short(told(records, 3)), ['1.4 alice accepted-mfa-not-seen -'])
    const live = everybody()
    live.extensionRead(Date.parse(at(0.9)), true)
    assert.deepEqual(short(told(records, 5, live)), ['3 alice accepted-mfa-not-seen -'])
    const certain = everybody()
    certain.extensionRead(Date.parse(at(1.1)), true)
    assert.deepEqual(short(told(records, 3, certain)), ['1.4 alice accepted-without-mfa logs.mfa/exempt'])
  })
  it('as a matter of everybody where it fails for several and nobody gets in', () => {
    const records = ['alice', 'lee', 'mia'].map((user, i) => [i, rejected(i, user, 'UserNotFound')] as const)
    assert.deepEqual(
      told(records, 5).map(([, {causeId}]) => causeId),
      ['USER_NOT_IN_TENANT', 'USER_NOT_IN_TENANT', 'TENANT_INACTIVE'],
    )
  })
  it('of each of two whose halves come at the same time', () => {
    const records = [
      [1, nps(1, 6273, 'alice', {reason: 16})],
      [1.1, rejected(1.1, 'lee@contoso.example', 'PhoneAppDenied')],
      [1.2, nps(1.1, 6273, 'lee', {reason: 21})],
    ] as const
    assert.deepEqual(short(told(records, 3)), [
      '1.4 alice refused-first-factor logs.first-factor/password-refused',
      '1.5 lee@contoso.example refused-by-extension logs.action/denied',
    ])
  })
  it('of nobody who was not asked for, nor of whom our own test sign-ins ask about', () => {
    const watched = new Watched(({user}) => user === 'lee')
    const records = ['alice', 'lee'].map((user) => [1, nps(1, 6273, user, {reason: 16})] as const)
    assert.deepEqual(short(told(records, 3, watched)), [
      '1.4 lee refused-first-factor logs.first-factor/password-refused',
    ])
    assert.deepEqual(told([[1, nps(1, 6273, 'npsmfa-0123abcd@npsmfa.invalid', {reason: 8})]], 3), [])
  })
  it('as dropped where NPS did not know the client, however often that asks', () => {
    const event = (seconds: number): LogEntry => ({
      ...entry(Date.parse(at(seconds)), 'event', 'system'),
      ...{code: 'nps-13', nas: '192.0.2.99'},
    })
    const all = told(
      [
        [1, event(1)],
        [3, event(3)],
        [15, event(15)],
      ],
      20,
    )
    assert.deepEqual(short(all).length, 2)
    assert.match(
      renderAttempt(all[0]![1], look),
      /somebody at 192\.0\.2\.99: not answered\. NPS answers nothing to “192\.0\.2\.99”/,
    )
  })
  it('at the end, if it is known how it ended', () => {
    const watched = everybody()
    watched.add(nps(1, 6273, 'alice', {reason: 16}), 0)
    watched.add(
      extension(1, `CID: ${cid(2)} : Challenge requested in Authentication Ext for User lee with state x`),
      0,
    )
    assert.deepEqual(
      watched.end().map(({user}) => user),
      ['alice'],
    )
  })
})

describe('a flood', () => {
  it('of open attempts does not fill the memory', () => {
    const watched = everybody()
    let count = 0
    for (let i = 0; i < 60_000; i++) {
      watched.add({...entry(Date.parse(at(0)) + i, 'request', 'accounting'), user: `u${i}`}, i)
      if (i % 1_000 === 0) count += watched.due(0).length
    }
    count += watched.due(0).length
    assert.equal(count, 40_000)
  })
  it('is folded into counts, none of which is lost', () => {
    const one = told([[0, rejected(0, 'alice', 'PhoneAppDenied')]], 1)[0]![1]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(400), fc.nat(60), fc.boolean()), {maxLength: 20}), (turns) => {
        const fold = new Fold()
        let [now, put, lines] = [0, 0, 0]
        const said: ToldAttempt[] = []
        for (const [later, count, slow] of turns) {
          now += later
          const some = Array.from({length: count}, (_, i) => ({...one, user: `u${i}`, told: `code${i % 70}`}))
          put += count
          const took = fold.take(some, now, slow)
          assert.ok(!slow || took.length === 0)
          said.push(...took)
          lines += took.length
        }
        said.push(...fold.end())
        assert.equal(
          said.reduce((sum, {count}) => sum + count, 0),
          put,
        )
        assert.ok(lines <= (now / 1_000 + 1) * (20 + 51 + 1), `${lines} lines in ${now} ms`)
        assert.ok(said.every((told) => conforms(told)))
      }),
    )
  })
})

describe('the sentence', () => {
  it('of each cause is one of one sign-in: no slot, no count is left', () => {
    for (const cause of everyLogCause().filter(({layer}) => !['service', 'mfa'].includes(layer))) {
      const said = sentence(cause, 'the user', 'CODE')
      assert.doesNotMatch(said, /[{}]|\btimes\b|\(\s*\)|\d+ requests| {2}|\s[,.](?:\s|$)/, said)
      assert.match(said, /^[A-Z“][^\n]+\.$/, said)
    }
  })
  it('is one line without anything that a terminal obeys, also as JSON', () => {
    const [, one] = told([[1, rejected(1, 'alice', 'PhoneAppDenied')]], 3)[0]!
    const bad = {...one, user: 'a\u001b[2J\nb', nas: 'x\u202ey', message: `m\r\n${'x'.repeat(9_000)}`}
    for (const line of [renderAttempt(bad, look), `${jsonLine(bad)}\n`]) {
      assert.match(line, /^[^\n]+\n$/)
      assert.doesNotMatch(line.trimEnd(), /[\u0000-\u001f\u202e]/)
    }
    assert.ok(renderAttempt(bad, look).length < 3_000)
    assert.equal(JSON.parse(jsonLine(bad)).user, bad.user)
  })
})
