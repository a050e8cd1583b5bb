import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {Resolver} from 'node:dns/promises'
import {once} from 'node:events'
import {test} from 'node:test'
import {Client} from 'ldapts'
import {buildLab, type Introduction, scenarios, startLab} from '../../src/lab/index.ts'
import {graph, inLab} from './help.ts'

test('the list of scenarios is well-formed', () => {
  assert.equal(new Set(scenarios.map(({name}) => name)).size, scenarios.length)
  assert.ok(scenarios.length >= 13)
  for (const {name, about, code, exit} of scenarios) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.match(about, /^[A-Z].+\.$/s)
    assert.ok([0, 1, 3].includes(exit))
    if (code === null) assert.notEqual(exit, 1, name)
    else assert.match(code, /^[a-z-]+\.[a-z-]+\/[a-z0-9-]+$/)
  }
})

for (const {name} of scenarios)
  test(`${name}: starts, introduces itself, and does not say what is wrong`, async () => {
    const state = await buildLab(name)
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state)
    const lab = await startLab(state)
    const text = await (await fetch(lab.address)).text()
    const introduction = JSON.parse(text) as Introduction
    assert.equal(introduction.schema, 'npsmfa.lab/1')
    assert.equal(Object.keys(introduction.ports).length, state.hosts.length)
    if (name !== 'healthy') assert.ok(!text.includes(name))
    assert.equal(introduction.proxy !== null, state.proxy !== null)
    await lab.close()
    await assert.rejects(fetch(lab.address))
  })

test('an unknown scenario is refused', async () => {
  await assert.rejects(buildLab('toString'), /There is no scenario named "toString"\./)
})

test('every answer is late, once', async () => {
  await inLab(
    (state) => {
      state.latencyMs = 1500
    },
    async ({introduction}) => {
      const took = async (act: () => Promise<unknown>) => {
        const start = performance.now()
        await act()
        return performance.now() - start
      }
      const names = new Resolver()
      names.setServers([introduction.dns])
      const tlsOptions = {ca: introduction.ca, servername: 'dc1.ad.contoso.example'}
      const client = new Client({
        url: `ldaps://127.0.0.1:${introduction.ports['dc1.ad.contoso.example:636']}`,
        tlsOptions,
      })
      const times = await Promise.all([
        took(() => names.resolve4('login.windows.net')),
        took(() => graph(introduction, 'users')),
        took(() => client.bind(introduction.directory.user, introduction.directory.password)),
      ])
      for (const time of times) assert.ok(time >= 1495 && time < 2950, String(times))
      await client.unbind()
    },
  )
})

const program = `
  const {buildLab, startLab} = await import(process.argv[1])
  const state = await buildLab('healthy')
  Object.assign(state, {latencyMs: 60000})
  state.hosts[1].http = 'endless-headers'
  const lab = await startLab(state)
  const introduction = await (await fetch(lab.address)).json()
  const {connect} = await import('node:tls')
  for (const [name, port] of Object.entries(introduction.ports)) {
    const socket = connect({port, host: '127.0.0.1', rejectUnauthorized: false}, () => socket.write('GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'))
    socket.on('error', () => {}).unref()
  }
  await new Promise((done) => setTimeout(done, 200))
  console.log('closing')
  await lab.close()
`

test('after close the process ends by itself, whatever was under way', async () => {
  const index = new URL('../../src/lab/index.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, index], {timeout: 60_000})
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const closing = once(child.stdout, 'data').then(() => performance.now())
  const [code] = await once(child, 'exit')
  assert.deepEqual([code, said], [0, 'closing\n'])
  assert.ok(performance.now() - (await closing) < 10_000)
})
