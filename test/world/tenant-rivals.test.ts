import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {test} from 'node:test'
import {clientAppId} from '../../src/catalogue/apps.ts'
import {registered as entryOf} from '../../src/lab/healthy/tenant.ts'
import type {Introduction, LabState, Principal} from '../../src/lab/index.ts'
import {inLab} from '../lab/help.ts'
import {doorInto, quick, type Server, serverCertificate} from '../support/tenant.ts'

/** The soak runs more. */
const rounds = Number(process.env.NPSMFA_TEST_ROUNDS ?? 2)
const names = Array.from({length: 8}, (_, at) => `server ${at + 1}`)
const foreign = ['AD FS', 'another', 'a third', 'a fourth']
const signal = () => AbortSignal.timeout(120_000)
/** Longer than any of eight servers in one busy process takes from its reading to its writing. */
const pace = {...quick, watchMs: 1_000}

const registered = ({tenant}: LabState) =>
  tenant.principals[0]!.keys.map(({certificate}) =>
    new X509Certificate(certificate).fingerprint256.replaceAll(':', ''),
  )
const certificates = (of: readonly string[]) => Promise.all(of.map((name) => serverCertificate(name)))

/** Servers and others, all registered, in a tenant whose answers take as long as answers do. */
async function amongRivals(
  use: (around: {introduction: Introduction; state: LabState; servers: Server[]}) => Promise<void>,
  change: (state: LabState) => void = () => {},
) {
  const [servers, others] = await Promise.all([certificates(names), certificates(foreign)])
  await inLab(
    (state) => {
      state.latencyMs = 5
      state.tenant.principals[0]!.keys.push(...[...servers, ...others].map(({pem}) => entryOf(pem)))
      change(state)
    },
    ({introduction, state}) => use({introduction, state, servers}),
  )
}

const keyIdOf = (state: LabState, {pem}: Server) =>
  state.tenant.principals[0]!.keys.find(
    ({certificate}) => certificate === new X509Certificate(pem).toString(),
  )!.keyId

test(`${rounds} times eight servers renew by proof at once, and remove the old: no other key is touched`, async () => {
  await amongRivals(async ({introduction, state, servers}) => {
    const others = registered(state).filter((sha256) => servers.every((server) => server.sha256 !== sha256))
    let current = servers
    for (let round = 0; round < rounds; round++) {
      const renewed = await certificates(names)
      await Promise.all(
        renewed.map(async (server, at) => {
          const door = doorInto(introduction, pace)
          const old = current[at]!
          const keyId = keyIdOf(state, old)
          const principal = (await door.principal(clientAppId, signal()))!
          await door.addKeyWithProof(principal, server.der, old, signal())
          await door.removeKeyWithProof(principal, keyId, server, signal())
        }),
      )
      assert.deepEqual(registered(state).sort(), [...others, ...renewed.map(({sha256}) => sha256)].sort())
      current = renewed
    }
  })
})

test(`${rounds} times eight servers write the whole list at once: what is lost is put back`, async (t) => {
  await amongRivals(async ({introduction, state}) => {
    const [{keys}] = state.tenant.principals as [Principal]
    const due = registered(state)
    let [lost, putBack, writes] = [0, 0, 0]
    for (let round = 0; round < rounds; round++) {
      const renewed = await certificates(names)
      const took = await Promise.all(
        renewed.map(({der}) => doorInto(introduction, pace).addKeyToList(clientAppId, der, signal())),
      )
      assert.deepEqual(registered(state).sort(), [...due, ...renewed.map(({sha256}) => sha256)].sort())
      // Else the list would have hundreds of keys in the end.
      state.tenant.principals[0] = {...state.tenant.principals[0]!, keys}
      lost += took.reduce((sum, one) => sum + one.lost, 0)
      putBack += took.reduce((sum, one) => sum + one.putBack.length, 0)
      writes += took.reduce((sum, one) => sum + one.writes, 0)
    }
    t.diagnostic(
      `${rounds * names.length} keys by ${writes} lists: ${lost} of our own were lost and made again, ${putBack} of others put back`,
    )
    assert.ok(lost + putBack > 0, 'no race was lost, so nothing was proven')
  })
})

test(`${rounds} times two register for the first time at once, in a tenant whose replicas lag`, async (t) => {
  let noticed = 0
  for (let round = 0; round < rounds; round++)
    await amongRivals(
      async ({introduction, state}) => {
        const due = registered(state)
        const two = await certificates(names.slice(0, 2))
        const took = await Promise.all(
          two.map(({der}) => doorInto(introduction, pace).addKeyToList(clientAppId, der, signal())),
        )
        assert.deepEqual(registered(state).sort(), [...due, ...two.map(({sha256}) => sha256)].sort())
        noticed += took.reduce((sum, {lost, putBack}) => sum + lost + putBack.length, 0)
      },
      ({tenant}) => {
        tenant.writing.replicaLagsMs = [0, 60]
      },
    )
  t.diagnostic(`${rounds * 2} registrations: ${noticed} losses were noticed and mended`)
  assert.ok(noticed > 0 || rounds < 20, 'no race was lost, so nothing was proven')
})

test('who renews by proof while another writes the list sees whether the key stays', async () => {
  await amongRivals(async ({introduction, state, servers}) => {
    const door = doorInto(introduction, pace)
    const [renewed, listed] = (await certificates(names.slice(0, 2))) as [Server, Server]
    const principal = (await door.principal(clientAppId, signal()))!
    const {keyIds} = await door.addKeyWithProof(principal, renewed.der, servers[0]!, signal())
    const staying = door.keyStays(clientAppId, renewed.sha256, signal())
    await door.addKeyToList(clientAppId, listed.der, signal())
    assert.equal(await staying, true)
    const watched = door.keyStays(clientAppId, renewed.sha256, signal())
    await door.removeKeyFromList(clientAppId, keyIds[0]!, signal())
    assert.equal(await watched, false)
    assert.equal(registered(state).includes(listed.sha256), true)
  })
})
