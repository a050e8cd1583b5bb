import assert from 'node:assert/strict'
import {test} from 'node:test'
import {radiusFindings} from '../../src/app/radius.ts'
import type {Answer, Leg, RadiusTest} from '../../src/core/radius.ts'
import {judge as judgeOf} from '../../src/diagnosis/radius/judge.ts'

const judge = (test: RadiusTest) => judgeOf(test, radiusFindings(test))

const nothing = {
  malformed: 0,
  code: 0,
  identifier: 0,
  authenticator: 0,
  'message-authenticator': 0,
  source: 0,
}
const answer: Answer = {signed: true, message: '', chapError: null, proof: null, attributes: []}
const leg = (sent: Leg['sent'], ended: Leg['ended'], more: Partial<Leg> = {}): Leg => ({
  ...{sent, ended, ms: 20, sends: 1, ignored: nothing, error: null},
  answer: ['accept', 'reject', 'challenge'].includes(ended) ? answer : null,
  ...more,
})
const of = (legs: Leg[], more: Partial<RadiusTest> = {}): RadiusTest => ({
  ...{server: 'nps1:1812', address: '192.0.2.10', user: 'alice@contoso.com', protocol: 'pap'},
  ...{timeoutMs: 60_000, alive: leg('status', 'silence')},
  nobody: {signed: leg('nobody', 'reject'), unsigned: leg('nobody', 'silence')},
  legs,
  ...more,
})
const turnedAway = (error: string): Partial<RadiusTest> => ({
  alive: leg('status', 'unreachable', {error}),
  nobody: {signed: leg('nobody', 'unreachable', {error}), unsigned: null},
})
const error = (code: number) => ({
  answer: {...answer, chapError: {code, retry: false, version: 3, message: ''}},
})

const verdicts: readonly (readonly [string, RadiusTest, 0 | 1 | 3, RegExp])[] = [
  [
    'a code',
    of([leg('password', 'challenge'), leg('code', 'accept')]),
    0,
    /^Accepted: password and code of alice@contoso\.com are right/,
  ],
  [
    'an approval',
    of([leg('password', 'accept', {ms: 8_400})]),
    0,
    /^Accepted after 8 s: .* somebody approved/,
  ],
  ['no second factor', of([leg('password', 'accept')]), 0, /password alone, after 20 ms: nobody was asked/],
  [
    'no proof of the server',
    of([leg('password', 'accept', {answer: {...answer, proof: 'wrong'}})], {protocol: 'mschapv2'}),
    3,
    /did not prove that it knows the password/,
  ],
  ['a wrong code', of([leg('password', 'challenge'), leg('code', 'reject')]), 1, /the code is not/],
  ['at once', of([leg('password', 'reject')]), 1, /^Refused at once \(20 ms\)/],
  ['denied on the phone', of([leg('password', 'reject', {ms: 9_000})]), 1, /^Refused after 9 s: .* denied/],
  [
    'not answered',
    of([leg('password', 'reject', {ms: 58_000})]),
    1,
    /^Refused after 58 s: .*nobody answered/,
  ],
  [
    'an expired password',
    of([leg('password', 'reject', error(648))]),
    1,
    /has expired .*\(MS-CHAP error 648\)/,
  ],
  [
    '691',
    of([leg('password', 'reject', error(691))], {protocol: 'mschapv2'}),
    1,
    /which MS-CHAPv2 cannot carry/,
  ],
  ['a code by MS-CHAPv2', of([leg('password', 'challenge')], {protocol: 'mschapv2'}), 3, /cannot carry/],
  ['no code', of([leg('password', 'challenge')]), 3, /none was given/],
  [
    'silence',
    of([leg('password', 'silence')]),
    3,
    /^No answer within 1 min to the sign-in, while NPS answers/,
  ],
  [
    'a secret that differs',
    of([leg('password', 'silence')], {
      nobody: {
        signed: leg('nobody', 'silence'),
        unsigned: leg('nobody', 'silence', {ignored: {...nothing, authenticator: 2}}),
      },
    }),
    3,
    /not with this shared secret/,
  ],
  [
    'another address',
    of([leg('password', 'silence', {ignored: {...nothing, source: 1}})]),
    3,
    /from another address/,
  ],
  ['a flood', of([leg('password', 'flood')]), 3, /^The wait was given up/],
  ['a closed port', of([], turnedAway('ECONNREFUSED')), 3, /^Nothing listens at nps1:1812 \(192\.0\.2\.10\)/],
  ['no route', of([], turnedAway('ENETUNREACH')), 3, /ENETUNREACH/],
  ['no name', of([], {address: null}), 3, /^The name of nps1:1812 was not found/],
]
for (const [name, happened, exit, verdict] of verdicts)
  test(`${name}: ${String(verdict)}`, () => {
    const judged = judge(happened)
    assert.match(judged.verdict, verdict)
    assert.equal(judged.exit, exit)
    assert.ok(
      exit === 0 || judged.next.length > 0 || judged.verdict.includes('given up'),
      'says what to do next',
    )
  })

test('accepted without a second factor is not called well', () => {
  assert.equal(judge(of([leg('password', 'accept')])).status, 'warn')
  assert.equal(judge(of([leg('password', 'accept', {ms: 5_000})])).status, 'pass')
})

test('silence comes with every cause, and the line on NPS that decides it', () => {
  const none = {signed: leg('nobody', 'silence'), unsigned: leg('nobody', 'silence')}
  const logs = judge(of([leg('password', 'silence')], {nobody: none})).causes.map(({log}) => log)
  for (const line of [
    /^none/,
    /System.* 13$/,
    /System.* 18/,
    /System.* 17 or 4418/,
    /Security, event 6274 with reason 9/,
  ])
    assert.ok(
      logs.some((log) => line.test(log)),
      String(line),
    )
  assert.equal(logs.length, 5)
  const known = judge(of([leg('password', 'silence')])).causes
  assert.deepEqual(
    known.map(({log}) => log.slice(0, 20)),
    ['Security, event 6274'],
    'NPS that answers others knows this client and has its secret',
  )
  const impatient = judge(of([leg('password', 'silence')], {timeoutMs: 10_000})).causes
  assert.match(impatient.at(-1)!.cause, /has not answered yet/)
})

test('says who would have been too impatient, and what an attacker in between could do', () => {
  const notes = (test: RadiusTest) => judge(test).notes.join('\n')
  assert.match(notes(of([leg('password', 'accept', {ms: 12_000})])), /before 12 s would have failed/)
  assert.doesNotMatch(notes(of([leg('password', 'accept')])), /would have failed/)
  const bare = {answer: {...answer, signed: false}}
  assert.match(notes(of([leg('password', 'accept', bare)])), /no Message-Authenticator.*CVE-2024-3596/)
  const lax = {signed: leg('nobody', 'reject'), unsigned: leg('nobody', 'reject')}
  const {next} = judge(of([leg('password', 'accept')], {nobody: lax}))
  assert.match(next.join('\n'), /netsh nps set requiremsgauth/)
  assert.match(notes(of([leg('password', 'accept')])), /insists on Message-Authenticator/)
  const unknown = {signed: leg('nobody', 'silence'), unsigned: leg('nobody', 'silence')}
  assert.doesNotMatch(notes(of([leg('password', 'silence')], {nobody: unknown})), /insists/)
})
