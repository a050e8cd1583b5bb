import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {challenge} from '../../src/app/challenge.ts'
import {causeById} from '../../src/catalogue/causes.ts'
import {serviceResultTable} from '../../src/catalogue/codes/extension.ts'
import {judgeChallenge} from '../../src/diagnosis/challenge.ts'
import {buildLab, type Lab, type LabState, startLab} from '../../src/lab/index.ts'

const user = 'alice@contoso.example'
let [state, lab]: [LabState | null, Lab | null] = [null, null]
before(async () => {
  state = await buildLab('healthy')
  lab = await startLab(state)
})
after(() => lab!.close())

const asked = (more: object = {}) =>
  challenge(
    {
      options: {lab: lab!.address},
      ...{user, method: null, timeoutMs: 3_000, askCode: async () => null},
      ...more,
    },
    {signal: new AbortController().signal, onProgress() {}},
  )

describe('a challenge in the lab', () => {
  // Microsoft Learn and public clients of the service; the catalogue has them all.
  for (const [result, {meaning, depth, causes}] of serviceResultTable)
    if (depth === 'exact')
      it(`${result}: refused, and what may be behind it is told`, async () => {
        state!.mfa.result = result
        try {
          const report = await asked()
          assert.deepEqual([report.outcome, report.exit], ['refused', 1])
          assert.equal(report.verdict, `Refused for ${user}: ${meaning} (${result}).`)
          assert.deepEqual(
            report.causes.map(({causeId}) => causeId),
            causes,
          )
          assert.equal(report.causes[0]!.cause, causeById.get(causes[0]!)!.cause)
          assert.equal(report.steps.at(-1)!.result, result)
        } finally {
          state!.mfa.result = null
        }
      })

  it('a result that nobody knows is told as such', async () => {
    state!.mfa.result = 'SomethingNew'
    const report = await asked()
    state!.mfa.result = null
    assert.match(report.verdict, /reason that is not known here \(SomethingNew\)/)
    assert.deepEqual(report.causes, [])
  })

  it('waits while the user decides, and tells each step’s time', async () => {
    Object.assign(state!.secondFactor, {answer: 'denies', afterMs: 700})
    const report = await asked({method: 'PhoneAppNotification'})
    assert.deepEqual([report.outcome, report.method], ['refused', 'PhoneAppNotification'])
    assert.deepEqual(
      report.steps.map(({step}) => step),
      ['token', 'methods', 'ask', 'wait'],
    )
    assert.ok(report.steps[3]!.ms >= 690, JSON.stringify(report.steps))
  })

  it('says that the user has not answered, where patience ends first', async () => {
    Object.assign(state!.secondFactor, {answer: 'ignores'})
    const report = await asked({method: 'TwoWayVoiceMobile', timeoutMs: 1_500})
    assert.deepEqual([report.outcome, report.exit], ['silence', 3])
    assert.match(report.verdict, /has not answered within/)
    state!.clockOffsetMs += 181_000
  })

  it('types the code of a lab’s user', async () => {
    const report = await asked({method: 'PhoneAppOTP'})
    assert.deepEqual([report.outcome, report.steps.at(-1)!.step], ['accepted', 'code'])
    assert.ok(!JSON.stringify(report).includes(state!.secondFactor.code))
  })

  it('asks nobody without a token, and says why there is none', async () => {
    for (const principal of state!.tenant.principals) principal.accountEnabled = false
    const report = await asked()
    assert.deepEqual([report.outcome, report.exit, report.host], ['undetermined', 3, null])
    assert.match(report.verdict, /^Nobody was asked, for there is no token\. .+AADSTS7000112/)
    assert.deepEqual(
      report.steps.map(({step}) => step),
      ['token'],
    )
    for (const principal of state!.tenant.principals) principal.accountEnabled = true
  })

  it('says of a code that nobody gave, and of a service that asked nobody, what that is', () => {
    const end = (how: 'no-code' | 'not-asked') => {
      const {status, exit, verdict} = judgeChallenge({user, method: 'OneWaySMS'}, {how})
      return [status, exit, verdict]
    }
    assert.deepEqual(end('no-code'), ['unknown', 3, 'A code is due (a code by SMS), and none was given.'])
    assert.deepEqual(end('not-asked'), [
      ...['warn', 0],
      `The MFA service let ${user} in without asking for a second factor.`,
    ])
  })
})
