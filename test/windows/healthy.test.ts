import assert from 'node:assert/strict'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import type {Report} from '../../src/core/report.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {machineFor} from './looks.ts'
import {windowsPath} from './wine/folders.ts'
import type {WineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'
import {type Portable, unpackPortable} from './wine/portable.ts'

/** What cannot be green here: the check, how it ends, and why. */
const notGreen: Readonly<Record<string, string>> = {
  // Wine is in no domain, so nobody asks whether the server may read the users' dial-in settings.
  'host.registered': 'skip',
  // Wine 8 does not implement AuditQuerySystemPolicy.
  'events.audit': 'skip',
  // Whoever looks signs nobody in.
  'radius.first-factor': 'skip',
  'radius.mfa': 'skip',
  'radius.attributes-after-challenge': 'skip',
}
/** There is no directory synchronisation on an NPS server. */
const notHere = ['sync.service/none']
const windowsAreas = ['cert', 'registry', 'service', 'extension', 'host', 'radius', 'events']

const act = windowsPath(join(import.meta.dirname, 'fixture/act.ts'))
const state = 'C:\\npsmfa-fixture\\server.json'
const healthyDacl = 'D:(A;;0xd01f01ff;;;SY)(A;;0xd01f01ff;;;BA)(A;;0x80120089;;;NS)'

wineSuite('a healthy NPS server under Wine, and a tenant in a lab', () => {
  let lab: LabProcess
  let machine: WineMachine
  let portable: Portable
  before(async () => {
    lab = await labProcess()
    machine = await machineFor(lab.state.server)
    machine.put(state, JSON.stringify(lab.state.server))
    portable = await unpackPortable(machine, 'npsmfa')
    await inside('prepare')
  })
  after(async () => {
    machine?.stop()
    await lab?.stop()
  })
  const inside = async (...args: string[]) => {
    const [what, ...rest] = args
    const {code, stdout, stderr} = await machine.node(['--no-warnings', act, what!, state, ...rest])
    assert.equal(code, 0, stdout + stderr)
  }
  const doctor = async (major: 24 | 26 = 24) => {
    const place = `C:\\${portable.folder}`
    const args = ['doctor', `--lab=${lab.address}`, '--json']
    const {code, stdout, stderr} =
      major === 24
        ? await machine.wine(['cmd', '/c', `${place}\\npsmfa.cmd`, ...args])
        : await machine.node([`${place}\\app\\bin\\run.js`, ...args], {major})
    assert.equal(stderr, '')
    const report = JSON.parse(stdout) as Report
    assert.equal(report.exit, code)
    return report
  }
  // Whoever runs the doctor here is not NETWORK SERVICE, and the report does not pretend that it is.
  const granted = 'token.acquired/granted-here'
  const token = (report: Report) => report.findings.find(({check}) => check === 'token.acquired')?.code
  const roots = (report: Report) => report.rootCauses.map((cause) => cause.code)

  it('is green, but for what Wine does not have', async () => {
    const report = await doctor()
    const others = report.findings
      .filter(({area}) => windowsAreas.includes(area))
      .filter(
        ({check, code, status}) => status !== (notGreen[check] ?? 'pass') && !notHere.includes(code ?? ''),
      )
    assert.deepEqual(
      others.map(({code, message}) => `${code}: ${message}`),
      [],
    )
    assert.deepEqual(roots(report), [])
    assert.equal(report.machine.source, 'lab tenant, live machine')
  })
  it('signs with the key of its store, and the token service takes it', async () => {
    assert.equal(token(await doctor()), granted)
  })
  it('names the key’s DACL first when NETWORK SERVICE is taken out of it, and no more when it is back', async () => {
    await inside('dacl', healthyDacl.replace('(A;;0x80120089;;;NS)', ''))
    assert.deepEqual(roots(await doctor()), ['cert.key-acl/denied'])
    await inside('dacl', healthyDacl)
    assert.deepEqual(roots(await doctor()), [])
  })
  it('is looked at by the next Node.js too', async () => {
    const report = await doctor(26)
    assert.deepEqual(roots(report), [])
    assert.equal(token(report), granted)
  })
})
