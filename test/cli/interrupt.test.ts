import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {createServer} from 'node:net'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {listening} from '../support/ports.ts'

/** The look-up processes on this machine whose parents are gone or are `parent`. */
const children = (parent: number) =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], {encoding: 'utf8'})
    .split('\n')
    .filter(
      (line) => line.includes('resolver-child') && [parent, 1].includes(Number(line.trim().split(/\s+/)[1])),
    )

async function interrupted(args: string[], afterMs: number, env = {}) {
  let sent = 0
  let pid = 0
  const ran = await npsmfa(args, {
    env,
    meanwhile(child) {
      pid = child.pid!
      setTimeout(() => {
        sent = performance.now()
        child.kill('SIGINT')
      }, afterMs)
    },
  })
  assert.ok(sent > 0, `${args.join(' ')} ended by itself: ${ran.code}`)
  const took = performance.now() - sent
  // Before the program has said what Ctrl-C means to it, the system's own meaning is the same to a shell: 130.
  assert.ok(ran.code === 130 || ran.signal === 'SIGINT', `${ran.code} ${ran.signal}`)
  assert.equal(ran.stderr, '')
  assert.ok(took < 1000, `${took} ms`)
  assert.deepEqual(children(pid), [])
  return ran
}

for (const ms of [1, 50, 150, 250, 400, 700, 1500])
  test(`Ctrl-C after ${ms} ms of a run that waits for a silent name server`, async () => {
    const {code, stdout} = await interrupted(['doctor', '--lab=name-server-silent'], ms)
    assert.equal(stdout, '')
    // By then it has said what Ctrl-C means to it, however busy the machine is.
    if (ms >= 1500) assert.equal(code, 130)
  })

for (const ms of [100, 300, 800])
  test(`Ctrl-C after ${ms} ms of npsmfa lab`, async () => {
    await interrupted(['lab', 'name-server-silent'], ms)
  })

for (const scenario of ['directory-silent', 'mfa-service-silent'])
  test(`Ctrl-C while ${scenario} is waited for`, async () => {
    assert.equal((await interrupted(['doctor', `--lab=${scenario}`], 1500)).code, 130)
  })

test('Ctrl-C while something that is no lab keeps silent', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}).resume())
  const port = await listening(silent)
  assert.equal((await interrupted(['doctor', `--lab=http://127.0.0.1:${port}`], 1500)).code, 130)
  silent.close()
})

test('SIGTERM ends a run and the lab as well', async () => {
  for (const args of [['doctor', '--lab=name-server-silent'], ['lab']]) {
    const ran = await npsmfa(args, {
      meanwhile: (child) => setTimeout(() => child.kill('SIGTERM'), 1500),
    })
    assert.equal(ran.stderr, '')
    assert.ok(ran.ms < 3000, `${ran.ms} ms`)
  }
})

test('a second Ctrl-C is no crash either', async () => {
  const ran = await npsmfa(['doctor', '--lab=name-server-silent'], {
    meanwhile: (child) => {
      setTimeout(() => child.kill('SIGINT'), 1500)
      setTimeout(() => child.kill('SIGINT'), 1502)
    },
  })
  assert.deepEqual([ran.code, ran.stdout, ran.stderr], [130, '', ''])
})
