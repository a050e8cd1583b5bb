import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {readBegin, readEnd, readMethods} from '../../src/codecs/mfa/answers.ts'
import {type Operation, requestContracts} from '../../src/codecs/mfa/contracts.ts'
import {type Value, writeDocument, writeRequest} from '../../src/codecs/mfa/write.ts'
import type {Introduction, LabState} from '../../src/lab/index.ts'
import {askToken, graph, inLab, request} from './help.ts'

const host = 'strongauthenticationservice.auth.microsoft.com'
const path = '/StrongAuthenticationService.svc/Connector'
const alice = 'alice@contoso.example'

/** A client that has a token. */
async function client(introduction: Introduction) {
  const token = (await askToken(introduction)).json.access_token as string
  const post = (operation: string, body: string, more: {path?: string; token?: string} = {}) =>
    request(introduction, host, more.path ?? `${path}/${operation}`, {
      method: 'POST',
      body,
      headers: {Authorization: `Bearer ${more.token ?? token}`, 'Content-Type': 'application/xml'},
    })
  const ask = async (operation: Operation, members: Record<string, Value>, query = '') =>
    (
      await post(operation, writeRequest(operation, {Version: '1.0', ...members}), {
        path: `${path}/${operation}${query}`,
      })
    ).text
  return {
    post,
    methods: async (user: string) =>
      readMethods(await ask('GetAvailableAuthenticationMethods', {UserPrincipalName: user}))!,
    begin: async (user: string, members: Record<string, Value> = {}) =>
      readBegin(await ask('BeginTwoWayAuthentication', {UserPrincipalName: user, ...members}))!,
    end: async (session: string | null, code: string | null = null, query = '') =>
      readEnd(
        await ask('EndTwoWayAuthentication', {SessionId: session ?? '', AdditionalAuthData: code}, query),
      )!,
  }
}

const asking = (
  change: (state: LabState) => void,
  use: (
    asked: Awaited<ReturnType<typeof client>>,
    state: LabState,
    introduction: Introduction,
  ) => Promise<void>,
) => inLab(change, async ({introduction, state}) => use(await client(introduction), state, introduction))

const inTenant = (state: LabState) =>
  state.tenant.users.find(({userPrincipalName}) => userPrincipalName === alice)!
const answering =
  (answer: LabState['secondFactor']['answer'], afterMs = 0) =>
  (state: LabState) => {
    Object.assign(state.secondFactor, {answer, afterMs})
  }

describe('the lab’s MFA web service', () => {
  it('tells what a user may be asked for, as Graph does, and whom it does not find', () =>
    asking(
      () => {},
      async ({methods}, _state, introduction) => {
        const told = await methods(alice)
        assert.equal(told.result.value, 'Success')
        assert.deepEqual(
          told.methods.map(({id, isDefault}) => [id, isDefault]),
          [
            ['PhoneAppNotification', true],
            ['PhoneAppOTP', false],
            ['OneWaySMS', false],
            ['TwoWayVoiceMobile', false],
          ],
        )
        const inGraph = await graph(introduction, `users/${alice}/authentication/methods`)
        const phone = inGraph.json.value.find((m: {phoneNumber?: string}) => m.phoneNumber)
        assert.equal(told.methods[2]!.properties.get('MobilePhone'), phone.phoneNumber)
        const results = ['none@contoso.example', 'a@adatum.example', 'a@npsmfa.invalid', '']
        assert.deepEqual(await Promise.all(results.map(async (user) => (await methods(user)).result.value)), [
          'UserNotFound',
          'AccessDenied',
          'InvalidArgument',
          'InvalidParameter',
        ])
      },
    ))

  it('lets nobody in without this tenant’s token for it', () =>
    asking(
      () => {},
      async ({post}, state, introduction) => {
        const body = writeRequest('GetAvailableAuthenticationMethods', {
          Version: '1.0',
          UserPrincipalName: alice,
        })
        const forGraph = (
          await askToken(introduction, {body: {scope: 'https://graph.microsoft.com/.default'}})
        ).json
        const operation = 'GetAvailableAuthenticationMethods'
        for (const token of ['x', forGraph.access_token, state.graphToken])
          assert.equal((await post(operation, body, {token})).status, 401)
        assert.equal((await post(operation, body)).status, 200)
        state.mfa.refusesTokens = true
        assert.equal((await post(operation, body)).status, 401)
        assert.equal((await request(introduction, host)).status, 403)
        assert.equal((await post('Nonsense', body)).status, 403)
      },
    ))

  it('reads a request in the order of its contract only, takes a doubled slash, and no other version', () =>
    asking(
      () => {},
      async ({post}) => {
        const operation = 'GetAvailableAuthenticationMethods'
        const told = async (members: [string, string][], where = `${path}/${operation}`) =>
          readMethods(
            (await post(operation, writeDocument(`${operation}Request`, members), {path: where})).text,
          )!.result.value
        assert.deepEqual(requestContracts[operation], ['Version', 'UserPrincipalName', 'ContextId'])
        assert.equal(
          await told(
            [
              ['Version', '1.0'],
              ['UserPrincipalName', alice],
            ],
            `${path}//${operation}`,
          ),
          'Success',
        )
        assert.equal(
          await told([
            ['Version', '1.0'],
            ['ContextId', 'c'],
            ['UserPrincipalName', alice],
          ]),
          'InvalidParameter',
        )
        assert.equal(
          await told([
            ['UserPrincipalName', alice],
            ['Version', '1.0'],
          ]),
          'VersionNotSupported',
        )
        assert.equal((await post(operation, 'no XML')).status, 400)
      },
    ))

  const decisions: [LabState['secondFactor']['answer'], string, string, string][] = [
    ['approves', 'PhoneAppNotification', 'Success', 'true'],
    ['denies', 'PhoneAppNotification', 'PhoneAppDenied', 'false'],
    ['reports-fraud', 'PhoneAppNotification', 'PhoneAppFraudReported', 'false'],
    ['approves', 'TwoWayVoiceMobile', 'Success', 'true'],
    ['denies', 'TwoWayVoiceMobile', 'UserVoiceAuthFailedPhoneHungUp', 'false'],
    ['reports-fraud', 'TwoWayVoiceMobile', 'FraudCodeEntered', 'false'],
  ]
  for (const [answer, method, value, decided] of decisions)
    it(`asks by ${method} somebody who ${answer}: pending, then ${value}`, () =>
      asking(answering(answer, 150), async ({begin, end}) => {
        const begun = await begin(alice, {AuthenticationMethodId: method})
        assert.deepEqual([begun.result.value, begun.decided], ['Success', null])
        const early = await end(begun.sessionId)
        assert.deepEqual(
          [early.result.value, early.result.retry, early.decided],
          ['AuthenticationPending', true, null],
        )
        await setTimeout(180)
        const late = await end(begun.sessionId)
        assert.deepEqual([late.result.value, late.decided], [value, decided])
        assert.equal((await end(begun.sessionId)).result.value, 'InvalidSession', 'a session ends once')
      }))

  it('keeps a client that does not poll waiting until the user has decided', () =>
    asking(answering('denies', 200), async ({begin}) => {
      const started = performance.now()
      const begun = await begin(alice, {SyncCall: 'true'})
      assert.deepEqual([begun.result.value, begun.decided], ['PhoneAppDenied', 'false'])
      assert.ok(performance.now() - started >= 195)
    }))

  it('gives up on somebody who does not answer, after a minute of its clock', () =>
    asking(answering('ignores'), async ({begin, end}, state) => {
      const {sessionId} = await begin(alice)
      assert.equal((await end(sessionId)).result.value, 'AuthenticationPending')
      state.clockOffsetMs += 61_000
      assert.equal((await end(sessionId)).result.value, 'PhoneAppNoResponse')
    }))

  it('takes the right code; a wrong one again, but not a third time', () =>
    asking(
      () => {},
      async ({begin, end}, state) => {
        const sms = {AuthenticationMethodId: 'OneWaySMS'}
        const first = await begin(alice, sms)
        assert.equal(first.decided, 'challenge')
        assert.equal((await end(first.sessionId, '000000')).result.value, 'SMSAuthFailedWrongCodeEntered')
        assert.equal((await end(first.sessionId, state.secondFactor.code)).decided, 'true')
        const second = (await begin(alice, sms)).sessionId
        const wrong = async (session: string | null) => (await end(session, '000000')).result.value
        await wrong(second)
        await wrong(second)
        assert.equal(await wrong(second), 'SMSAuthFailedMaxAllowedCodeRetryReached')
        const third = (await begin(alice, {AuthenticationMethodId: 'PhoneAppOTP'})).sessionId
        assert.equal(await wrong(third), 'OathCodeIncorrect')
        await wrong(third)
        assert.equal(await wrong(third), 'AuthenticationMethodLocked')
      },
    ))

  it('asks for a code in the place of an approval, where it is told that no number can be shown', () =>
    asking(
      () => {},
      async ({begin}) => {
        const pairs = {OverrideNumberMatchingWithOTP: 'true'}
        assert.equal((await begin(alice, {AuthenticationMethodProperties: {pairs}})).decided, 'challenge')
      },
    ))

  it('blocks whoever has reported fraud', () =>
    asking(answering('reports-fraud'), async ({begin, end}) => {
      const {sessionId} = await begin(alice)
      await end(sessionId)
      assert.equal((await begin(alice)).result.value, 'UserIsBlocked')
    }))

  it('asks nobody twice at once, and nobody too often', () =>
    asking(answering('approves', 60), async ({begin, end}, state) => {
      const {sessionId} = await begin(alice)
      assert.equal((await begin(alice)).result.value, 'UserAuthFailedDuplicateRequest')
      await setTimeout(80)
      await end(sessionId)
      state.mfa.mostPrompts = 1
      assert.equal((await begin(alice)).result.value, 'AuthenticationThrottled')
      state.clockOffsetMs += 600_000
      assert.equal((await begin(alice)).result.value, 'Success')
    }))

  it('forgets a session after three minutes, and knows it only where it lives', () =>
    asking(answering('approves', 10_000), async ({begin, end}, state) => {
      state.mfa.affinity = true
      const {sessionId, affinityUrl} = await begin(alice)
      assert.equal((await end(sessionId)).result.value, 'InvalidSession')
      assert.equal(
        (await end(sessionId, null, new URL(affinityUrl!).search)).result.value,
        'AuthenticationPending',
      )
      state.clockOffsetMs += 180_001
      assert.equal((await end(sessionId, null, '?dc=LAB')).result.value, 'InvalidSession')
      assert.equal((await end('never begun')).result.value, 'InvalidSession')
    }))

  const refusals: [
    name: string,
    result: string,
    change: (state: LabState) => void,
    members?: Record<string, string>,
  ][] = [
    ['a tenant that is blocked', 'TenantIsBlocked', ({mfa}) => Object.assign(mfa, {tenantBlocked: true})],
    [
      'a user without methods',
      'AuthenticationMethodNotConfigured',
      (state) => Object.assign(inTenant(state), {methods: []}),
    ],
    [
      'a user without a default',
      'NoDefaultAuthenticationMethodIsConfigured',
      (state) => Object.assign(inTenant(state).preferences, {preferred: 'none'}),
    ],
    [
      'a default that is no longer registered',
      'ProofDataNotFound',
      (state) => Object.assign(inTenant(state).preferences, {preferred: 'voiceOffice'}),
    ],
    [
      'a method that is not registered',
      'AuthenticationMethodNotConfigured',
      () => {},
      {AuthenticationMethodId: 'TwoWayVoiceOffice'},
    ],
    [
      'a method that there is not',
      'AuthenticationMethodNotSupported',
      () => {},
      {AuthenticationMethodId: 'Smoke'},
    ],
    [
      'a phone number without a country',
      'InvalidFormat',
      (state) => {
        inTenant(state).preferences.preferred = 'sms'
        for (const method of inTenant(state).methods)
          if ('phoneNumber' in method) method.phoneNumber = '5555550100'
      },
    ],
    [
      'a user who is disabled',
      'BecAccessDenied',
      (state) => Object.assign(inTenant(state), {accountEnabled: false}),
    ],
  ]
  for (const [name, value, change, members = {}] of refusals)
    it(`refuses ${name}: ${value}`, () =>
      asking(change, async ({begin}) => {
        const {result, decided, sessionId} = await begin(alice, {RequireUserMatch: 'true', ...members})
        assert.deepEqual([result.value, decided, sessionId], [value, 'false', null])
      }))

  it('lets a user without methods in where no match is required', () =>
    asking(
      (state) => Object.assign(inTenant(state), {methods: []}),
      async ({begin}) => assert.equal((await begin(alice, {RequireUserMatch: 'false'})).decided, 'true'),
    ))
})
