import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, globSync, mkdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {npsmfa, program} from '../support/doctor.ts'
import {eventXml, extensionXml, securityXml} from '../support/event-text.ts'
import {asEvtx} from '../support/evtx-event.ts'
import {writeEvtx} from '../support/evtx-writer.ts'
import {logReport, logs} from '../support/logs.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const kept = (name: string, content: string | Buffer) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const expired = globSync('fixtures/logs/1-certificate-expired/*')
const admin = expired.find((file) => file.includes('admin'))!
const minute = (n: number) => new Date(Date.UTC(2026, 10, 23, 8) + n * 60_000).toISOString()

describe('npsmfa logs reads .evtx files', () => {
  const told = ({report}: Awaited<ReturnType<typeof logs>>) =>
    report.rootCauses.map(({code, scope, since, lastGood, seen}) => [code, scope, since, lastGood, seen])
  const files = expired.map((file, i) => kept(`${i}.evtx`, writeEvtx(asEvtx(file))))
  it('and says the same as of their XML', async () => {
    const [xml, evtx] = [await logs(expired), await logs(files)]
    assert.deepEqual(told(evtx), told(xml))
    assert.deepEqual(evtx.report.attempts, xml.report.attempts)
    assert.deepEqual(evtx.report.sources[0]?.formats, ['EVTX'])
  })
  it('and of one that was cut off what there is, with the count of what there is not', async () => {
    const whole = writeEvtx(asEvtx(admin, 20))
    const {code, report} = await logs([kept('cut.evtx', whole.subarray(0, whole.length - 90_000))])
    assert.deepEqual([code, report.rootCauses[0]?.causeId], [1, 'CERT_EXPIRED'])
    const [source] = report.sources
    assert.ok(source!.records > 0 && source!.records < 960)
    assert.ok(source!.unreadable > 0 || source!.notes.length > 0, JSON.stringify(source))
  })
  it('and says so where nothing of one can be read', async () => {
    const {code, report} = await logs([kept('head.evtx', writeEvtx(asEvtx(expired[0]!)).subarray(0, 600))])
    assert.deepEqual([code, report.findings[0]?.code], [3, 'logs.sign-ins/nothing-readable'])
  })
})

describe('npsmfa logs says what it could not read', () => {
  const nobody = 65_534
  const root = process.getuid?.() === 0
  const asNobody = () =>
    spawnSync(process.execPath, [program, '--version'], {uid: nobody, gid: nobody}).status
  it('in a file without permission', {
    skip: process.platform === 'win32' || (root && asNobody() !== 0),
  }, async () => {
    chmodSync(folder, 0o755)
    const locked = kept('locked.xml', 'x')
    chmodSync(locked, 0)
    const {code, report} = await logs([locked], root ? {uid: nobody, env: {HOME: folder}} : {})
    assert.deepEqual([code, report.sources[0]?.error], [3, 'no permission to read it'])
  })
  it('in words, for a folder, rubbish and an empty file', async () => {
    mkdirSync(join(folder, 'dir'))
    const rubbish = kept('rubbish.bin', Buffer.from(Array.from({length: 99_999}, (_, i) => (i * 7919) & 255)))
    const {code, stdout} = await npsmfa(['logs', join(folder, 'dir'), rubbish, kept('empty.log', '')])
    assert.equal(code, 3)
    assert.match(stdout, /dir: it is a folder/)
    assert.match(stdout, /rubbish\.bin: 0 records; \d+ that cannot be read/)
    assert.match(stdout, /empty\.log: 0 records/)
    assert.match(stdout, /Nothing of this could be read as a log\. \(exit 3\)/)
  })
  it('beside what it could, and blames what that shows', async () => {
    const {code, report} = await logs([
      ...expired,
      join(folder, 'nowhere.log'),
      kept('text.log', 'no log at all'),
    ])
    assert.deepEqual([code, report.rootCauses[0]?.causeId], [1, 'CERT_EXPIRED'])
    assert.deepEqual(
      report.sources.slice(-2).map(({records, unreadable, error}) => [records, unreadable, error]),
      [
        [0, 0, 'there is no such file'],
        [0, 0, null],
      ],
    )
  })
  it('of what no file can be called, without repeating it', async () => {
    const names = ['x'.repeat(4_000), join(kept('file.log', ''), 'inside.log')]
    for (const name of names) {
      const {code, report, stdout} = await logs([name])
      const [source] = report.sources
      assert.deepEqual([code, source?.file, source?.error], [3, 'FILE 1', 'there is no such file'])
      assert.ok(!stdout.includes(name))
    }
  })
  it('of a file that zeros follow, as a sudden power cut leaves them', async () => {
    const file = kept('zeros.xml', readFileSync(admin))
    truncateSync(file, 128 * 1_048_576)
    const {report} = await logs([file])
    assert.deepEqual([report.rootCauses[0]?.causeId, report.sources[0]?.unreadable], ['CERT_EXPIRED', 0])
  })
})

/** When a process has read so many bytes of files; where Linux cannot be asked, after a while. */
async function whenRead(pid: number, bytes: number): Promise<void> {
  if (process.platform !== 'linux') return setTimeout(1_200)
  const read = () => Number(/^rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
  while (read() < bytes) await setTimeout(10)
}

describe('npsmfa logs keeps its head', () => {
  it('where the clock steps back', async () => {
    const at = (n: number, user: string) => securityXml(minute(n), 6272, user)
    const file = kept(
      'clock.xml',
      [at(0, 'a'), at(30, 'b'), at(60, 'c'), at(10, 'd'), at(20, 'e'), at(70, 'f')].join(''),
    )
    const {code, report} = await logs([file])
    const accepted = report.attempts.outcomes['accepted-mfa-not-seen']
    assert.deepEqual([code, accepted?.count], [0, 6])
    assert.deepEqual([accepted?.first, accepted?.last], [minute(0), minute(70)])
  })
  it('where names carry what a terminal would obey', async () => {
    const evil = 'al\u001b[2J\u009b1m\u202eice\u0007'
    const file = kept(
      'evil.xml',
      securityXml(minute(0), 6273, evil, {reason: 48, nas: evil}) +
        extensionXml(minute(1), `Access Rejected for user ${evil} with Azure MFA response: UserNotFound`) +
        eventXml({provider: evil, id: 1, at: minute(2), channel: evil, data: evil}),
    )
    for (const args of [['logs'], ['logs', '--json']]) {
      const {stdout, stderr} = await npsmfa([...args, file], {env: {FORCE_COLOR: '0'}})
      assert.match(stdout, /al/)
      assert.doesNotMatch(stdout + stderr, /[\u0007\u001b\u009b\u202e]/)
    }
  })
  it('when it is interrupted: tells of what had been read, and ends with 130', async () => {
    const lines = Array.from({length: 5_000}, (_, n) =>
      securityXml(minute(n / 60), 6273, `user${n % 9}`, {reason: 48}),
    )
    const block = lines.join('')
    const file = kept('long.xml', block.repeat(Math.ceil(64_000_000 / block.length)))
    // The same log a dozen times over is a long one.
    const ran = await npsmfa(['logs', '--json', ...Array.from({length: 12}, () => file)], {
      meanwhile: (child) => whenRead(child.pid!, 64_000_000).then(() => child.kill('SIGINT')),
    })
    assert.deepEqual([ran.code, ran.signal], [130, null])
    const report = logReport(ran)
    assert.equal(report.partial, true)
    assert.equal(report.rootCauses[0]?.causeId, 'POLICY_NO_MATCH')
    const read = report.sources.reduce((sum, {bytes}) => sum + bytes, 0)
    assert.ok(read > 0 && read < 12 * 64_000_000)
  })
})
