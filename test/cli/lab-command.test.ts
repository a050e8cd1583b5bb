import assert from 'node:assert/strict'
import {once} from 'node:events'
import {test} from 'node:test'
import type {Introduction} from '../../src/lab/index.ts'
import {doctor, npsmfa, start} from '../support/doctor.ts'
import {freePort} from '../support/ports.ts'

/** Runs `npsmfa lab …` and gives what it printed while it runs. */
async function beside(
  args: string[],
  use: (printed: string, address: string) => Promise<void>,
): Promise<void> {
  const child = start(['lab', ...args])
  const ended = once(child, 'exit')
  try {
    const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
    const printed = chunk.toString()
    const [, address] = /--lab=(http:\S+)/.exec(printed) ?? []
    assert.ok(address, printed)
    await use(printed, address)
  } finally {
    child.kill('SIGINT')
  }
  assert.deepEqual(await ended, [130, null])
}

test('npsmfa lab prints how to point a doctor at it, and another process does so', async () => {
  await beside([], async (printed, address) => {
    assert.match(printed, /Ctrl-C/)
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/)
    const {report} = await doctor([`--lab=${address}`])
    assert.deepEqual([report.status, report.machine.source], ['healthy', 'lab'])
    const twice = await doctor([`--lab=${address.replace('127.0.0.1', 'localhost')}/`])
    assert.equal(twice.report.status, 'healthy')
  })
})

test('a scenario’s fault is found through the address alone, and the answer tells nothing of the lab’s plan', async () => {
  await beside(['certificate-not-registered'], async (printed, address) => {
    const {report} = await doctor([`--lab=${address}`])
    assert.equal(report.rootCauses[0]?.code, 'tenant.associated/not-registered')
    assert.equal(report.exit, 1)
    assert.ok(!(await (await fetch(address)).text()).includes('certificate-not-registered'))
    assert.ok(
      !printed.includes('tenant.associated'),
      'the lab is for training: it does not give the answer away',
    )
  })
})

test('once the lab is gone, its address is wrong usage', async () => {
  let gone = ''
  await beside([], async (_printed, address) => {
    gone = address
  })
  const {code, stderr} = await npsmfa(['doctor', `--lab=${gone}`])
  assert.equal(code, 2)
  assert.ok(stderr.includes(gone))
})

test('it says how a RADIUS client asks its NPS, and npsmfa radius does so', async () => {
  await beside([], async (printed, address) => {
    assert.match(
      printed,
      /NPS answers RADIUS at 127\.0\.0\.1:\d+ \(UDP\): shared secret \S+, .* code \d{6}\./,
    )
    const {code, stdout} = await npsmfa([
      'radius',
      `--lab=${address}`,
      '--user',
      'alice@contoso.example',
      '--yes',
    ])
    assert.equal(code, 0, stdout)
  })
})

test('its NPS answers where it is told to, whoever asks, and says why it cannot', async () => {
  const port = await freePort()
  const at = `127.0.0.2:${port}`
  await beside(['mfa-off', '--listen', at], async (printed, address) => {
    assert.ok(printed.includes(`answers RADIUS at ${at} (UDP)`), printed)
    const {secret, password} = ((await (await fetch(address)).json()) as Introduction).radius
    const env = {NPSMFA_RADIUS_SECRET: secret, NPSMFA_USER_PASSWORD: password}
    const ran = await npsmfa(['radius', '--server', at, '--user', 'alice@contoso.example', '--yes'], {env})
    assert.deepEqual([ran.code, ran.stderr], [0, ''])
    const second = await npsmfa(['lab', '--listen', at])
    assert.equal(second.code, 2)
    assert.match(second.stderr, /cannot answer at 127\.0\.0\.2:\d+ \(EADDRINUSE\); give a free port/)
  })
})
