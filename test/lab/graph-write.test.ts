import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {test} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {clientAppId, connectorAppId} from '../../src/catalogue/apps.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import type {Introduction} from '../../src/lab/index.ts'
import {type Around, askToken, assertion, graph, inLab, request} from './help.ts'

const day = 86_400_000
const der = (pem: string) => new X509Certificate(pem).raw.toString('base64')
const notBefore = new Date(Date.now() - day)
const fresh = await makeCertificate({
  subject: {OU: 'Microsoft NPS Extension', CN: 'fresh'},
  notBefore,
  notAfter: new Date(notBefore.getTime() + 400 * day),
})
const key = der(fresh.certificate)
const verifying = {type: 'AsymmetricX509Cert', usage: 'Verify'}

const write = (
  introduction: Introduction,
  method: 'PATCH' | 'POST',
  path: string,
  body: unknown,
  token = introduction.adminToken,
) =>
  request(introduction, 'graph.microsoft.com', `/v1.0/servicePrincipals${path}`, {
    method,
    headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const single = `(appId='${clientAppId}')`
const keysIn = async (introduction: Introduction): Promise<Record<string, string>[]> =>
  (await graph(introduction, `servicePrincipals${single}?$select=keyCredentials`)).json.keyCredentials
const withoutKeys = (keys: Record<string, string>[]) => keys.map(({key: _, ...entry}) => entry)
const idOf = ({state}: Around) => state.tenant.principals[0]!.objectId
const proofOf = (around: Around, claims: object = {}, header = {}) =>
  assertion(around.introduction, {
    header,
    claims: {aud: '00000002-0000-0000-c000-000000000000', iss: idOf(around), ...claims},
  })
const code = (answer: {json: {error: {code: string}}}) => answer.json.error.code

test('PATCH puts one list in the place of the other: old entries need no key, what is not sent is gone', async () => {
  await inLab(
    () => {},
    async (around) => {
      const {introduction} = around
      const [old] = await keysIn(introduction)
      const {key: _, ...entry} = old!
      const both = [entry, {...verifying, key}]
      assert.equal((await write(introduction, 'PATCH', single, {keyCredentials: both})).status, 204)
      const [first, second] = await keysIn(introduction)
      assert.deepEqual(first, old)
      assert.equal(second!.key, key)
      const sha1 = new X509Certificate(fresh.certificate).fingerprint.replaceAll(':', '')
      assert.equal(Buffer.from(second!.customKeyIdentifier!, 'base64').toString('hex').toUpperCase(), sha1)
      await write(introduction, 'PATCH', `/${idOf(around)}`, {keyCredentials: [{...verifying, key}]})
      const left = await keysIn(introduction)
      assert.deepEqual([left.length, left[0]!.key], [1, key])
      assert.equal((await askToken(introduction)).status, 401, 'the replaced key signs no more')
    },
  )
})

test('a list that is not right is refused whole, in Graph’s words', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const before = await keysIn(introduction)
      const [{key: _, ...old}] = before as [Record<string, string>]
      const {usage: __, ...useless} = old
      const urlSafe = Buffer.from(key, 'base64').toString('base64url')
      const cases: [unknown, RegExp][] = [
        [[useless, {...verifying, key}], /property "usage".* Acceptable values are Sign, Verify\./],
        [[old, {...verifying, key: urlSafe}], /^Cannot convert the literal 'MII.* type 'Edm\.Binary'\.$/],
        [[old, {...verifying, key: `${key}=`}], /Edm\.Binary/],
        [[old, verifying], /must have a key/],
        [[old, {...verifying, key: 'AAAA'}], /invalid certificate/],
        [[{...old, endDateTime: '2040-01-01T00:00:00Z'}], /existing credential with KeyId .* not allowed/],
        [[{...old, key}], /existing credential with KeyId .* not allowed/],
        [[old, {...verifying, key, endDateTime: '2040-01-01T00:00:00Z'}], /end date is invalid/],
        [{}, /no collection/],
      ]
      for (const [keyCredentials, message] of cases) {
        const answer = await write(introduction, 'PATCH', single, {keyCredentials})
        assert.equal(answer.status, 400)
        assert.match(answer.json.error.message, message)
      }
      assert.equal(code(await write(introduction, 'PATCH', single, '{')), 'BadRequest')
      assert.equal(code(await write(introduction, 'PATCH', single, {tags: []})), 'Request_BadRequest')
      assert.equal(code(await write(introduction, 'PATCH', '/nobody', {})), 'Request_ResourceNotFound')
      assert.equal(code(await write(introduction, 'PATCH', '', {})), 'BadRequest')
      assert.deepEqual(await keysIn(introduction), before)
    },
  )
})

test('addKey and removeKey take the proof of a valid key, made out as documented, and no other', async () => {
  await inLab(
    () => {},
    async (around) => {
      const {introduction, state} = around
      const now = Math.floor(Date.now() / 1000)
      const before = withoutKeys(await keysIn(introduction))
      const add = (proof: unknown) =>
        write(introduction, 'POST', `${single}/addKey`, {
          keyCredential: {...verifying, key},
          passwordCredential: null,
          proof,
        })
      const forged = `${proofOf(around).split('.').slice(0, 2).join('.')}.${'A'.repeat(342)}`
      const wrong = [
        null,
        'x',
        forged,
        `${proofOf(around)}.x`,
        proofOf(around, {aud: '00000003-0000-0000-c000-000000000000'}),
        proofOf(around, {iss: clientAppId}),
        proofOf(around, {exp: now + 3600}),
        proofOf(around, {nbf: now - 1200, exp: now - 600}),
        proofOf(around, {nbf: now + 600, exp: now + 1200}),
        proofOf(around, {}, {alg: 'none'}),
      ]
      for (const proof of wrong) {
        const answer = await add(proof)
        assert.deepEqual([answer.status, code(answer)], [401, 'Authentication_MissingOrMalformed'])
      }
      const added = await add(proofOf(around))
      assert.equal(added.status, 200)
      assert.match(added.json['@odata.context'], /\$metadata#microsoft\.graph\.keyCredential$/)
      const after = await keysIn(introduction)
      assert.deepEqual(withoutKeys(after.slice(0, 1)), before)
      assert.equal(after[1]!.keyId, added.json.keyId)
      const remove = (keyId: string) =>
        write(introduction, 'POST', `${single}/removeKey`, {keyId, proof: proofOf(around)})
      assert.equal(code(await remove('11111111-1111-4111-8111-111111111111')), 'Request_BadRequest')
      assert.equal((await remove(added.json.keyId)).status, 204)
      assert.deepEqual(withoutKeys(await keysIn(introduction)), before)
      state.tenant.writing.refusesProofs = true
      assert.equal(code(await add(proofOf(around))), 'Authorization_RequestDenied')
      state.tenant.writing.refusesProofs = false
      state.tenant.principals[0]!.keys[0]!.endDateTime = new Date(Date.now() - 1000).toISOString()
      assert.equal(code(await add(proofOf(around))), 'Authentication_MissingOrMalformed')
    },
  )
})

test('a principal is enabled, and made once', async () => {
  await inLab(
    ({tenant}) => {
      tenant.principals[0]!.accountEnabled = false
      tenant.principals = tenant.principals.filter(({appId}) => appId !== connectorAppId)
    },
    async ({introduction}) => {
      assert.equal((await askToken(introduction)).json.error_codes[0], 7000112)
      assert.equal((await write(introduction, 'PATCH', single, {accountEnabled: true})).status, 204)
      assert.equal((await askToken(introduction)).json.error_codes[0], 500011)
      const made = await write(introduction, 'POST', '', {appId: connectorAppId})
      assert.deepEqual([made.status, made.json.appId, made.json.accountEnabled], [201, connectorAppId, true])
      assert.equal((await askToken(introduction)).status, 200)
      const again = await write(introduction, 'POST', '', {appId: connectorAppId})
      assert.deepEqual([again.status, code(again)], [400, 'Request_MultipleObjectsWithSameKeyValue'])
      const stranger = await write(introduction, 'POST', '', {appId: '11111111-1111-4111-8111-111111111111'})
      assert.equal(code(stranger), 'Request_BadRequest')
      assert.equal(
        code(await write(introduction, 'PATCH', single, {accountEnabled: 'yes'})),
        'Request_BadRequest',
      )
    },
  )
})

test('who may only read changes nothing', async () => {
  await inLab(
    () => {},
    async (around) => {
      const {introduction, state} = around
      const {graphToken} = introduction
      const before = structuredClone(state.tenant.principals)
      for (const [method, path, body] of [
        ['PATCH', single, {accountEnabled: false}],
        ['POST', '', {appId: connectorAppId}],
        ['POST', `${single}/addKey`, {keyCredential: {...verifying, key}, proof: proofOf(around)}],
      ] as const) {
        const answer = await write(introduction, method, path, body, graphToken)
        assert.deepEqual([answer.status, code(answer)], [403, 'Authorization_RequestDenied'])
      }
      assert.deepEqual(state.tenant.principals, before)
      assert.equal((await graph(introduction, 'policies/defaultAppManagementPolicy')).status, 403)
    },
  )
})

test('the policy is told, and refuses keys that last longer, by either way', async () => {
  await inLab(
    ({tenant}) => {
      tenant.writing.policy = {isEnabled: true, longestKeyDays: 180}
    },
    async (around) => {
      const {introduction, state} = around
      const path = 'policies/defaultAppManagementPolicy'
      const {json} = await graph(introduction, path, introduction.adminToken)
      const [restriction] = json.servicePrincipalRestrictions.keyCredentials
      assert.deepEqual(
        [json.isEnabled, restriction.restrictionType, restriction.maxLifetime],
        [true, 'asymmetricKeyLifetime', 'P180D'],
      )
      const [{key: _, ...old}] = (await keysIn(introduction)) as [Record<string, string>]
      const add = (more = {}) =>
        write(introduction, 'PATCH', single, {keyCredentials: [old, {...verifying, key, ...more}]})
      const refused = [
        await add(),
        await write(introduction, 'POST', `${single}/addKey`, {
          keyCredential: {...verifying, key},
          proof: proofOf(around),
        }),
      ]
      for (const answer of refused) {
        assert.equal(code(answer), 'CredentialInvalidLifetimeAsPerAppPolicy')
        assert.equal(answer.json.error.details[0].code, 'InvalidKeyEndDate')
      }
      const endDateTime = new Date(notBefore.getTime() + 179 * day).toISOString()
      assert.equal((await add({endDateTime})).status, 204)
      await write(introduction, 'PATCH', single, {keyCredentials: [old]})
      state.tenant.writing.policy.isEnabled = false
      assert.equal((await add()).status, 204)
      const [start, end] = ['startDateTime', 'endDateTime'].map(
        (name) => new Date(state.tenant.principals[0]!.keys[1]![name as 'startDateTime']),
      ) as [Date, Date]
      assert.equal(end.getUTCFullYear() - start.getUTCFullYear(), 1, 'without an end: one year')
    },
  )
})

test('a change reaches each replica and the token service when it should', async () => {
  await inLab(
    ({tenant}) => {
      tenant.writing.replicaLagsMs = [0, 400]
      tenant.writing.tokenLagMs = 800
    },
    async ({introduction}) => {
      const lengths = async () => [
        (await keysIn(introduction)).length,
        (await keysIn(introduction)).length,
        (await askToken(introduction)).status,
      ]
      await write(introduction, 'PATCH', single, {keyCredentials: []})
      assert.deepEqual(await lengths(), [0, 1, 200])
      await setTimeout(500)
      assert.deepEqual(await lengths(), [0, 0, 200])
      await setTimeout(500)
      const {json} = await askToken(introduction)
      assert.match(json.error_description, /AADSTS700027: .*The key was not found/)
    },
  )
})

test('trouble comes once for each write, and says nothing of what was done', async () => {
  const retryAfterSeconds = 7
  await inLab(
    ({tenant}) => {
      tenant.writing.troubles = [
        {answer: 'throttled', done: false, retryAfterSeconds},
        {answer: 'gateway-timeout', done: true, retryAfterSeconds: null},
        {answer: 'unavailable', done: false, retryAfterSeconds: null},
        {answer: 'breaks-off', done: true, retryAfterSeconds: null},
        null,
      ]
    },
    async ({introduction, state}) => {
      const set = (accountEnabled: boolean) => write(introduction, 'PATCH', single, {accountEnabled})
      const is = () => state.tenant.principals[0]!.accountEnabled
      const throttled = await set(false)
      assert.deepEqual([throttled.status, throttled.headers['retry-after'], is()], [429, '7', true])
      assert.deepEqual([(await set(false)).status, is()], [504, false])
      assert.deepEqual([(await set(true)).status, is()], [503, false])
      await assert.rejects(set(true))
      assert.equal(is(), true)
      assert.deepEqual([(await set(false)).status, is()], [204, false])
    },
  )
})

test('two writers who have read the same lose a key, as with Graph', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const read = withoutKeys(await keysIn(introduction))
      const other = await makeCertificate({
        subject: {CN: 'other'},
        notBefore,
        notAfter: new Date(Date.now() + day),
      })
      for (const certificate of [fresh.certificate, other.certificate])
        await write(introduction, 'PATCH', single, {
          keyCredentials: [...read, {...verifying, key: der(certificate)}],
        })
      assert.deepEqual((await keysIn(introduction)).map((entry) => entry.key).includes(key), false)
    },
  )
})
