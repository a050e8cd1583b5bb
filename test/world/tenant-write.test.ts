import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {describe, test} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {clientAppId, connectorAppId} from '../../src/catalogue/apps.ts'
import {clouds} from '../../src/catalogue/clouds.ts'
import {until} from '../../src/core/until.ts'
import type {Introduction, LabState, Trouble} from '../../src/lab/index.ts'
import {bearerFor} from '../../src/world/entra/sign-in.ts'
import {asItIs, tenantKeys} from '../../src/world/entra/tenant/key.ts'
import {KeysLost} from '../../src/world/entra/tenant/list.ts'
import {type Refusal, WriteRefused, WriteUnsure} from '../../src/world/entra/write-failure.ts'
import {inLab, request} from '../lab/help.ts'
import {routeTo} from '../support/route.ts'
import {doorInto, proverOf, quick, serverCertificate} from '../support/tenant.ts'

const signal = () => AbortSignal.timeout(20_000)
const registered = ({tenant}: LabState) =>
  tenant.principals[0]!.keys.map(({certificate}) => fingerprint(certificate))
const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256.replaceAll(':', '')
const proverIn = ({server}: Introduction) => {
  const {certificate, key} = server.certificates[0]!
  return proverOf(certificate, key!)
}
const lost = (answer: Trouble['answer'], done: boolean): Trouble => ({answer, done, retryAfterSeconds: null})

/** Microsoft Graph Command Line Tools. */
const graphTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e'
const one = await serverCertificate('one')
const other = await serverCertificate('other')

describe('refusals change nothing, and say in our words why', {concurrency: true}, () => {
  const cases: [string, Refusal, RegExp, (state: LabState) => void][] = [
    [
      'no permission',
      'permission',
      /403 Authorization_RequestDenied.*request-id [\w-]{36}\): grant the permission Application\.ReadWrite\.All/,
      ({tenant}) => {
        tenant.writing.permissions = []
      },
    ],
    [
      'a policy',
      'policy',
      /400 CredentialInvalidLifetimeAsPerAppPolicy.*a shorter validity, or exempt/,
      ({tenant}) => {
        tenant.writing.policy = {isEnabled: true, longestKeyDays: 30}
      },
    ],
    [
      'a token that is not taken',
      'token',
      /401 InvalidAuthenticationToken.*get a new token/,
      (state) => {
        state.adminToken = ''
      },
    ],
    [
      'no such principal',
      'missing',
      /404 Request_ResourceNotFound/,
      ({tenant}) => {
        tenant.principals = tenant.principals.map((one, at) => (at === 0 ? {...one, appId: 'x'} : one))
      },
    ],
    [
      'no way there',
      'unreachable',
      /could not be asked to/,
      ({hosts}) => {
        for (const host of hosts) if (host.name === 'graph.microsoft.com') host.tcp = 'refuses'
      },
    ],
  ]
  for (const [what, why, message, change] of cases)
    test(what, async () => {
      await inLab(change, async ({introduction, state}) => {
        const before = structuredClone(state.tenant.principals)
        const principal = {...state.tenant.principals[0]!, appId: clientAppId, keys: []}
        const adding = doorInto(introduction, quick, introduction.adminToken || 'stale').addKeyWithProof(
          principal,
          one.der,
          proverIn(introduction),
          signal(),
        )
        const error = await adding.then(
          () => assert.fail('not refused'),
          (reason: WriteRefused) => reason,
        )
        assert.ok(error instanceof WriteRefused, String(error))
        assert.equal(error.why, why)
        assert.match(error.message, message)
        assert.doesNotMatch(error.message, /eyJ/)
        assert.deepEqual(state.tenant.principals, before)
      })
    })

  test('a proof by a key that is not there, and a tenant that takes none', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const principal = (await door.principal(clientAppId, signal()))!
        const add = (prover: typeof one) => door.addKeyWithProof(principal, one.der, prover, signal())
        await assert.rejects(add(other), {why: 'proof', code: 'Authentication_MissingOrMalformed'})
        state.tenant.writing.refusesProofs = true
        await assert.rejects(add({...one, ...proverIn(introduction)}), {why: 'permission'})
        assert.equal(registered(state).length, 1)
      },
    )
  })
})

describe('a write says what it took, or what is in doubt', {concurrency: true}, () => {
  test('a key added by proof is there once, whatever becomes of the answer', async () => {
    const busy = (retryAfterSeconds: number): Trouble => ({
      answer: 'throttled',
      done: false,
      retryAfterSeconds,
    })
    const cases: [string, (Trouble | null)[], number][] = [
      ['all goes well', [], 1],
      ['throttled twice', [busy(0), busy(0)], 1],
      ['done, and the connection broke off', [lost('breaks-off', true)], 1],
      ['done, and a gateway lost patience', [lost('gateway-timeout', true)], 1],
      ['not done, and unavailable', [lost('unavailable', false)], 2],
      ['not done, and failed twice', [lost('failed', false), lost('failed', false)], 3],
    ]
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const principal = (await door.principal(clientAppId, signal()))!
        const end = new Date(new X509Certificate(one.pem).validTo).toISOString()
        const [key] = state.tenant.principals[0]!.keys
        for (const [what, troubles, asked] of cases) {
          state.tenant.writing.troubles = troubles
          state.tenant.principals[0]!.keys = [key!]
          const added = await door.addKeyWithProof(principal, one.der, proverIn(introduction), signal())
          assert.equal(added.asked, asked, what)
          const {keys} = (await door.principal(clientAppId, signal()))!
          assert.deepEqual(
            keys.map(({sha256}) => sha256),
            [fingerprint(key!.certificate), one.sha256],
            what,
          )
          assert.deepEqual(added.keyIds, [keys[1]!.keyId], what)
          assert.equal(new Date(keys[1]!.endDateTime).toISOString(), end)
        }
      },
    )
  })

  test('what stays in doubt after three times is said to be in doubt', async () => {
    await inLab(
      ({tenant}) => {
        tenant.writing.troubles = [0, 0, 0].map(() => lost('unavailable', false))
      },
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const principal = (await door.principal(clientAppId, signal()))!
        const adding = door.addKeyWithProof(principal, one.der, proverIn(introduction), signal())
        await assert.rejects(adding, (error) => error instanceof WriteUnsure && /503/.test(error.message))
        assert.equal(registered(state).length, 1)
      },
    )
  })

  test('Retry-After is honoured, and not beyond the deadline', async () => {
    const busy = (retryAfterSeconds: number): Trouble => ({
      answer: 'throttled',
      done: false,
      retryAfterSeconds,
    })
    await inLab(
      ({tenant}) => {
        tenant.principals[0]!.accountEnabled = false
        tenant.writing.troubles = [busy(1), busy(3600)]
      },
      async ({introduction, state}) => {
        const started = performance.now()
        const enabling = doorInto(introduction).enable(clientAppId, AbortSignal.timeout(4_000))
        await assert.rejects(enabling, {name: 'CannotKnow', why: 'timeout'})
        const took = performance.now() - started
        assert.ok(took > 3_900 && took < 15_000, `${took} ms`)
        assert.deepEqual(
          [state.tenant.writing.troubles, state.tenant.principals[0]!.accountEnabled],
          [[], false],
        )
        await doorInto(introduction).enable(clientAppId, signal())
        assert.equal(state.tenant.principals[0]!.accountEnabled, true)
      },
    )
  })

  test('a principal is made once, also where the answer was lost, and where it was there', async () => {
    await inLab(
      ({tenant}) => {
        tenant.principals = tenant.principals.filter(({appId}) => appId !== connectorAppId)
        tenant.writing.troubles = [lost('breaks-off', true)]
      },
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        assert.equal(await door.principal(connectorAppId, signal()), null)
        assert.deepEqual(await door.create(connectorAppId, signal()), {made: true})
        assert.deepEqual(await door.create(connectorAppId, signal()), {made: false})
        const made = state.tenant.principals.filter(({appId}) => appId === connectorAppId)
        assert.equal(made.length, 1)
        assert.equal((await door.principal(connectorAppId, signal()))?.objectId, made[0]!.objectId)
      },
    )
  })

  test('a key is removed by proof, and one that is in doubt is looked for', async () => {
    await inLab(
      ({tenant}) => {
        tenant.writing.troubles = [null, lost('breaks-off', true)]
      },
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const before = registered(state)
        const principal = (await door.principal(clientAppId, signal()))!
        const prover = proverIn(introduction)
        const {keyIds} = await door.addKeyWithProof(principal, one.der, prover, signal())
        const now = (await door.principal(clientAppId, signal()))!
        const again = await door.addKeyWithProof(now, one.der, prover, signal())
        assert.deepEqual(again, {keyIds, asked: 0}, 'what is there is not added again')
        assert.deepEqual(await door.removeKeyWithProof(now, keyIds[0]!, prover, signal()), {asked: 1})
        assert.deepEqual(await door.removeKeyWithProof(principal, keyIds[0]!, prover, signal()), {asked: 0})
        assert.deepEqual(registered(state), before)
      },
    )
  })

  test('a person who signs in may write only where that was asked for', async () => {
    await inLab(
      () => {},
      async ({introduction}) => {
        const {ports, ca, tenantId} = introduction
        const {graphHost, stsUrl} = clouds.public
        const route = {...routeTo(0, ca), portOf: (host: string) => ports[`${host}:443`]!}
        const place = {host: graphHost, stsUrl, tenant: tenantId}
        const enabledBy = async (more: {permissions?: string[]}) => {
          const how = {way: 'device', appId: graphTools, show() {}, ...more} as const
          const token = await bearerFor(route, place, how, signal())
          return doorInto(introduction, quick, token).enable(clientAppId, signal())
        }
        await assert.rejects(enabledBy({}), {why: 'permission'})
        await enabledBy({permissions: ['Application.ReadWrite.All']})
      },
    )
  })

  test('the policy for certificates is read in milliseconds', async () => {
    await inLab(
      ({tenant}) => {
        tenant.writing.policy = {isEnabled: true, longestKeyDays: 180}
      },
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        assert.deepEqual(await door.keyPolicy(signal()), {longestMs: 180 * 86_400_000, others: []})
        state.tenant.writing.policy.isEnabled = false
        assert.deepEqual(await door.keyPolicy(signal()), {longestMs: null, others: []})
        await assert.rejects(doorInto(introduction, quick, introduction.graphToken).keyPolicy(signal()), {
          why: 'denied',
        })
      },
    )
  })

  test('an entry is written back without its key, and with the usage that old ones lack', () => {
    const keyId = '11111111-1111-4111-8111-111111111111'
    const entry = {keyId, key: 'AAAA', type: 'AsymmetricX509Cert', usage: null, customKeyIdentifier: 'x'}
    const [key] = tenantKeys([{...entry, unknown: 1}])!
    assert.deepEqual(asItIs(key!), {
      keyId,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      customKeyIdentifier: 'x',
    })
    for (const list of [null, {}, [null], ['x'], [{}], [entry, {keyId: 5}]])
      assert.equal(tenantKeys(list), null, 'a list of which a part is not known must not be written back')
  })
})

/** Until our list is written. */
const written = (state: LabState) =>
  until({waitingFor: 'the list', signal: AbortSignal.timeout(5_000), pauseMs: 5}, async () =>
    registered(state).length > 1 ? true : null,
  )

describe('the whole list, where there is no proof', {concurrency: true}, () => {
  /** Somebody's script: writes back whatever list it has, and looks no further. */
  const script = (introduction: Introduction, keyCredentials: unknown[]) =>
    request(introduction, 'graph.microsoft.com', `/v1.0/servicePrincipals(appId='${clientAppId}')`, {
      method: 'PATCH',
      headers: {Authorization: `Bearer ${introduction.adminToken}`, 'Content-Type': 'application/json'},
      body: JSON.stringify({keyCredentials}),
    })

  test('a key is added beside those of others, and not twice', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const before = structuredClone(state.tenant.principals[0]!.keys)
        const added = await door.addKeyToList(clientAppId, one.der, signal())
        assert.deepEqual([added.writes, added.lost, added.putBack, added.gone], [1, 0, [], []])
        assert.deepEqual(registered(state), [fingerprint(before[0]!.certificate), one.sha256])
        assert.deepEqual(state.tenant.principals[0]!.keys[0], before[0])
        const again = await door.addKeyToList(clientAppId, one.der, signal())
        assert.deepEqual([again.writes, again.keyIds], [0, added.keyIds])
        const removed = await door.removeKeyFromList(clientAppId, added.keyIds[0]!, signal())
        assert.equal(removed.writes, 1)
        assert.deepEqual(state.tenant.principals[0]!.keys, before)
      },
    )
  })

  test('a script that had read before we wrote takes our key later; it is noticed and made again', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction, {...quick, watchMs: 1_200})
        const [old] = (await door.principal(clientAppId, signal()))!.keys
        const adding = door.addKeyToList(clientAppId, one.der, signal())
        await written(state)
        // By now it has been read back.
        await setTimeout(600)
        const {key: _, ...entry} = old!.entry
        const key = Buffer.from(other.der).toString('base64')
        await script(introduction, [entry, {type: 'AsymmetricX509Cert', usage: 'Verify', key}])
        const {writes, lost: ours, putBack} = await adding
        assert.deepEqual([writes, ours, putBack], [2, 1, []])
        assert.deepEqual(new Set(registered(state)), new Set([old!.sha256, one.sha256, other.sha256]))
      },
    )
  })

  test('a key of others that vanishes after we wrote is put back as it was, and told', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const [old] = structuredClone(state.tenant.principals[0]!.keys)
        const adding = door.addKeyToList(clientAppId, one.der, signal())
        await written(state)
        await script(introduction, [])
        const {writes, lost: ours, putBack} = await adding
        assert.deepEqual([writes, ours, putBack.map(({keyId}) => keyId)], [2, 1, [old!.keyId]])
        assert.deepEqual(
          state.tenant.principals[0]!.keys.find(({keyId}) => keyId === old!.keyId),
          old,
        )
      },
    )
  })

  test('a key of others vanishes while ours stays', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const adding = doorInto(introduction).addKeyToList(clientAppId, one.der, signal())
        await written(state)
        const [old, ours] = structuredClone(state.tenant.principals[0]!.keys)
        await script(introduction, [{keyId: ours!.keyId, type: 'AsymmetricX509Cert', usage: 'Verify'}])
        const took = await adding
        assert.deepEqual([took.lost, took.putBack.map(({keyId}) => keyId)], [0, [old!.keyId]])
        assert.deepEqual(
          new Set(registered(state)),
          new Set([old, ours].map((key) => fingerprint(key!.certificate))),
        )
      },
    )
  })

  test('a list that one replica does not show yet is not overwritten', async () => {
    await inLab(
      ({tenant}) => {
        tenant.writing.replicaLagsMs = [0, 400]
      },
      async ({introduction, state}) => {
        const [old] = state.tenant.principals[0]!.keys
        const key = Buffer.from(other.der).toString('base64')
        const kind = {type: 'AsymmetricX509Cert', usage: 'Verify'}
        await script(introduction, [
          {...kind, keyId: old!.keyId},
          {...kind, key},
        ])
        const pace = {...quick, patienceMs: 2_000}
        await doorInto(introduction, pace).addKeyToList(clientAppId, one.der, signal())
        assert.deepEqual(registered(state), [fingerprint(old!.certificate), other.sha256, one.sha256])
      },
    )
  })

  test('what cannot be put back is named', async () => {
    await inLab(
      () => {},
      async ({introduction, state}) => {
        const door = doorInto(introduction)
        const [old] = registered(state)
        const adding = door.addKeyToList(clientAppId, one.der, signal())
        await written(state)
        state.tenant.writing.permissions = ['Policy.Read.All']
        state.tenant.principals = state.tenant.principals.map((one, at) =>
          at === 0 ? {...one, keys: []} : one,
        )
        await assert.rejects(adding, (error) => {
          assert.ok(error instanceof KeysLost)
          assert.deepEqual(
            error.keys.map(({sha256}) => sha256).filter((sha256) => sha256 === old),
            [old],
          )
          assert.match(error.message, /grant the permission/)
          return true
        })
      },
    )
  })

  test('a replica that lags makes nobody lose anything', async () => {
    await inLab(
      ({tenant}) => {
        tenant.writing.replicaLagsMs = [0, 150]
        tenant.writing.troubles = [lost('gateway-timeout', true), lost('unavailable', false)]
      },
      async ({introduction, state}) => {
        const before = registered(state)
        await doorInto(introduction).addKeyToList(clientAppId, one.der, signal())
        await doorInto(introduction).addKeyToList(clientAppId, other.der, signal())
        assert.deepEqual(registered(state), [...before, one.sha256, other.sha256])
      },
    )
  })

  test('an ended key is written back as it is', async () => {
    await inLab(
      ({tenant}) => {
        tenant.principals[0]!.keys[0]!.endDateTime = '2020-01-01T00:00:00.000Z'
      },
      async ({introduction, state}) => {
        const [old] = structuredClone(state.tenant.principals[0]!.keys)
        await doorInto(introduction).addKeyToList(clientAppId, one.der, signal())
        assert.deepEqual(state.tenant.principals[0]!.keys[0], old)
      },
    )
  })
})
