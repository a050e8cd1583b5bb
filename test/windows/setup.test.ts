import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {X509Certificate} from 'node:crypto'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import {azureMfaKey, clientAppId} from '../../src/catalogue/apps.ts'
import type {ChangesReport} from '../../src/core/changes.ts'
import type {Finding, Report} from '../../src/core/report.ts'
import {registered} from '../../src/lab/healthy/tenant.ts'
import {buildLab, scenarios} from '../../src/lab/index.ts'
import {newMaker} from '../../src/lab/maker.ts'
import type {PrivateKey, RegistryKey, Service, StoreCertificate} from '../../src/world/windows/api.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {doorInto, serverCertificate} from '../support/tenant.ts'
import {differences} from './changes/state.ts'
import {machineFor} from './looks.ts'
import {windowsPath} from './wine/folders.ts'
import type {WineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'
import {type Portable, unpackPortable} from './wine/portable.ts'

/** What is not looked at under Wine, and why. */
const notUnderWine = [
  // Wine is in no domain, so nobody asks whether the server may read the users' dial-in settings.
  'host.registered',
  // There is no directory synchronisation on an NPS server.
  'sync.service',
  // Wine 8 does not implement AuditQuerySystemPolicy.
  'events.audit',
  // Nobody is signed in for a test.
  'radius.first-factor',
  'radius.mfa',
  'radius.attributes-after-challenge',
]

/** What a cure may change: kinds of things, and which of them. */
const values = /^registry SOFTWARE\\Microsoft\\AzureMfa$/
const dlls = /^registry SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters$/
const service = /^services IAS$/
const serviceKey = /^registry SYSTEM\\CurrentControlSet\\Services\\IAS$/
const tls = /^registry SYSTEM.+\\TLS 1\.2\\Client$/
const dotnet = /^registry SOFTWARE.+\.NETFramework/
const store = /^certificates [0-9A-F]{40}$/
const key = /^keys [0-9A-F]{40}$/

/** Scenarios of the lab in which only the server is broken; what cures them, and all that the cure changes. */
const repaired: readonly (readonly [scenario: string, check: string, changed: readonly RegExp[]])[] = [
  ['key-unreadable', 'cert.key-acl', [key, service]],
  ['mfa-off', 'registry.dlls', [dlls, service]],
  ['mfa-off-by-script', 'registry.dlls', [dlls, service]],
  ['dll-list-wrong-type', 'registry.dlls', [dlls, service]],
  ['value-of-other-type', 'registry.values', [values, service]],
  ['tenant-id-in-braces', 'registry.values', [values, service]],
  ['target-path-changed', 'registry.values', [values, service]],
  ['user-match-off', 'registry.require-user-match', [values, service]],
  ['user-match-lower-case', 'registry.require-user-match', [values, service]],
  ['override-lower-case', 'registry.otp-override', [values, service]],
  ['forests-with-blanks', 'registry.alternate-login-id', [values, service]],
  ['nps-stopped', 'service.running', [service]],
  ['nps-disabled', 'service.running', [service, serviceKey]],
  ['nps-starts-by-hand', 'service.running', [service, serviceKey]],
  ['certificate-identifier-stale', 'cert.selected', [values, service]],
  ['certificates-two-one-keyless', 'cert.selected', [values, service]],
  ['certificate-leftover', 'cert.duplicates', [store, key, service]],
  ['certificate-leftover', 'cert.selected', [store, key, service]],
  ['tls12-disabled', 'host.schannel', [tls]],
  ['dotnet-without-tls12', 'host.dotnet-tls', [dotnet]],
]

interface State {
  registry: Record<string, RegistryKey>
  services: Record<string, Service>
  certificates: Record<string, StoreCertificate>
  keys: Record<string, PrivateKey>
  containers: Record<string, true>
}

/** All files of a machine, each with its size and when it was written; links lead out of it. */
const filesOf = ({prefix}: WineMachine) =>
  execFileSync('find', [join(prefix, 'drive_c'), '-type', 'f', '-printf', '%p %s %T@\n'], {encoding: 'utf8'})
    .split('\n')
    .sort()

const inside = (file: string) => windowsPath(join(import.meta.dirname, file))
const preload = windowsPath(join(import.meta.dirname, '../support/killed-while-changing.cjs'))
const file = 'C:\\npsmfa-fixture\\input.json'

wineSuite('an NPS server under Wine, and a tenant in a lab', () => {
  let lab: LabProcess
  let machine: WineMachine
  let portable: Portable
  let foreign: string[]

  before(async () => {
    // Keys of others in the same tenant; one is of the same subject.
    const others = await Promise.all(['AD FS', 'another NPS'].map((name) => serverCertificate(name)))
    foreign = others.map(({sha1}) => sha1).sort()
    lab = await labProcess('never-set-up', ({tenant}) => {
      const client = tenant.principals.find(({appId}) => appId === clientAppId)!
      client.keys.push(...others.map(({pem}) => registered(pem)))
    })
    machine = await machineFor(lab.state.server)
    portable = await unpackPortable(machine, 'npsmfa')
    machine.put(file, JSON.stringify(lab.state.server))
    const {code, stdout, stderr} = await node('fixture/act.ts', 'prepare', file)
    assert.equal(code, 0, stdout + stderr)
  })
  after(async () => {
    machine?.stop()
    await lab?.stop()
  })

  const node = (script: string, ...args: string[]) =>
    machine.node(['--no-warnings', inside(script), ...args], {timeoutMs: 170_000})
  const look = async () => JSON.parse((await node('setup/look.inside.ts')).stdout) as State
  const tenantKeys = async () => {
    const door = doorInto(await lab.introduction())
    const client = await door.principal(clientAppId, AbortSignal.timeout(10_000))
    return client!.keys.map(({sha1}) => sha1 ?? '').sort()
  }
  const own = async () => (await tenantKeys()).filter((sha1) => !foreign.includes(sha1))

  const npsmfa = async <T = ChangesReport>(...args: string[]) => {
    const program = `C:\\${portable.folder}\\npsmfa.cmd`
    const ran = await machine.wine(['cmd', '/c', program, ...args, `--lab=${lab.address}`, '--json'])
    assert.equal(ran.stderr, '')
    const report = JSON.parse(ran.stdout) as T & {exit: number; verdict?: string}
    assert.equal(report.exit, ran.code)
    return report
  }
  const setup = ['setup', '--tenant', 'contoso.example', '--apply', '--yes']
  const renew = ['setup', '--renew', '--apply', '--yes']
  const resume = ['repair', '--resume', '--apply', '--yes']
  const undo = ['repair', '--undo', '--apply', '--yes']

  const ending = (args: readonly string[], moment: string) => {
    const program = `C:\\${portable.folder}\\app\\bin\\run.js`
    const command = ['--require', preload, program, ...args, `--lab=${lab.address}`, '--json']
    return machine.node(command, {env: {NPSMFA_TEST_KILL: moment}})
  }
  /** Ends the program at a moment of ../support/killed-while-changing.cjs, and sees that nobody's key is lost by that. */
  const killed = (args: readonly string[], moment: string) =>
    it(`${args.slice(0, 2).join(' ')}, killed: ${moment}`, async () => {
      const {code, stdout, stderr} = await ending(args, moment)
      assert.deepEqual([stdout, stderr], ['', ''], `it ended by itself with ${code}`)
      const left = await tenantKeys()
      assert.deepEqual(
        foreign.filter((sha1) => !left.includes(sha1)),
        [],
      )
    })

  const others = (findings: readonly Finding[]) =>
    findings
      .filter(({check, status}) => status !== 'pass' && !(status === 'skip' && notUnderWine.includes(check)))
      .map(({code, message}) => `${code}: ${message}`)
  const worked = ({state, verdict, findings}: ChangesReport, wanted = 'applied') => {
    assert.equal(state, wanted, verdict)
    assert.deepEqual(others(findings), [])
    const token = findings.find(({check}) => check === 'token.acquired')?.code
    assert.equal(token, 'token.acquired/granted-here')
  }
  const identifier = ({registry}: State) =>
    registry[azureMfaKey]!.values.find(({name}) => name === 'CLIENT_CERT_IDENTIFIER')?.data
  const withoutStart = (state: State) => ({
    ...state,
    services: {IAS: {...state.services.IAS, startedAt: null}},
  })
  const same = (a: State, b: State) => assert.deepEqual(differences(withoutStart(a), withoutStart(b)), [])

  let bare: State
  let fresh: State

  describe('that was never set up', () => {
    it('misses nothing, and neither a plan nor the doctor changes anything', async () => {
      bare = await look()
      assert.deepEqual([bare.certificates, bare.containers, await own()], [{}, {}, []])
      const files = filesOf(machine)
      const check = await npsmfa('setup', '--check', '--tenant', 'contoso.example')
      assert.deepEqual([check.state, check.left], ['planned', []])
      const plan = await npsmfa('setup', '--tenant', 'contoso.example')
      assert.deepEqual([plan.state, plan.steps.length], ['planned', 8])
      await npsmfa<Report>('doctor')
      assert.deepEqual(filesOf(machine), files)
      assert.deepEqual(await look(), bare)
      assert.deepEqual(await own(), [])
    })
    killed(setup, 'startService 1 before')
    for (const moment of [
      'deleteRegistryValue 1 during',
      'removeCertificate 1 before',
      'removeCertificate 1 during',
      'deleteKey 1 before',
      'startService 1 before',
    ])
      killed(undo, moment)
    it('is as it was when that is taken back', async () => {
      const report = await npsmfa(...undo)
      assert.equal(report.state, 'undone', report.verdict)
      same(await look(), bare)
      assert.deepEqual(await own(), [])
    })
    killed(setup, 'writeJournal 1 before')
    // The key is made, and not noted.
    killed(setup, 'writeJournal 2 before')
    // So is the key in the tenant.
    killed(resume, 'writeJournal 5 before')
    killed(resume, 'addCertificate 1 during')
    killed(resume, 'setRegistryValue 1 before')
    killed(resume, 'startService 1 before')
    it('is set up, and all checks are green', async () => {
      worked(await npsmfa(...resume))
      fresh = await look()
      assert.notEqual(fresh.services.IAS!.startedAt, bare.services.IAS!.startedAt)
    })
    it('has one certificate, with a key of its own that stays here and NETWORK SERVICE may read', async () => {
      const [certificate, ...more] = Object.values(fresh.certificates)
      const {thumbprint, key} = certificate!
      assert.deepEqual(more, [])
      assert.deepEqual([identifier(fresh), await own()], [thumbprint, [thumbprint]])
      assert.deepEqual(Object.keys(fresh.containers), [key?.container])
      const {exportable, sddl} = fresh.keys[thumbprint]!
      assert.deepEqual([exportable, key?.machine], [false, true])
      assert.match(sddl ?? '', /^D:P?\(A;;FA;;;SY\)\(A;;FA;;;BA\)\(A;;FR;;;NS\)$/)
      const {subject} = new X509Certificate(certificate!.certificate)
      assert.match(subject, new RegExp(`CN=${lab.state.tenant.id}`))
    })
  })

  describe('whose certificate is renewed', () => {
    /** Wherever the run was cut off: the extension, if NPS starts now, has a certificate that gets a token. */
    const green = () =>
      it('then goes on to work', async () => {
        const {findings} = await npsmfa<Report>('check', 'cert', 'token', 'registry', 'tenant')
        assert.deepEqual(others(findings), [])
      })
    it('is as it was when the process that changes Windows ends on the way', async () => {
      const {code, stdout, stderr} = await ending(renew, 'addCertificate 1 alone')
      const report = JSON.parse(stdout) as ChangesReport
      assert.deepEqual([code, report.state], [1, 'failed'], `${report.verdict}${stderr}`)
      assert.match(report.verdict, /the process that changes Windows ended/)
      same(await look(), fresh)
      assert.deepEqual(await own(), Object.keys(fresh.certificates))
    })
    killed(renew, 'createKey 1 during')
    killed(resume, 'addCertificate 1 before')
    green()
    killed(resume, 'setRegistryValue 1 before')
    killed(resume, 'setRegistryValue 1 during')
    green()
    killed(resume, 'startService 1 before')
    green()
    it('has both in the end, and uses the new one', async () => {
      worked(await npsmfa(...resume))
      const renewed = await look()
      const [old] = Object.keys(fresh.certificates)
      const both = Object.keys(renewed.certificates).sort()
      assert.deepEqual(
        both.filter((sha1) => sha1 !== old),
        [identifier(renewed)],
      )
      assert.deepEqual(
        [renewed.certificates[old!], renewed.keys[old!]],
        [fresh.certificates[old!], fresh.keys[old!]],
      )
      assert.deepEqual([await own(), Object.keys(renewed.containers).length], [both, 2])
      assert.notEqual(renewed.services.IAS!.startedAt, fresh.services.IAS!.startedAt)
    })
    killed(undo, 'setRegistryValue 1 before')
    killed(undo, 'removeCertificate 1 during')
    killed(undo, 'deleteKey 1 during')
    it('is as it was when that is taken back, and the old one still works', async () => {
      worked(await npsmfa(...undo), 'undone')
      same(await look(), fresh)
      assert.deepEqual(await own(), Object.keys(fresh.certificates))
    })
  })

  describe('with one fault, which repair cures', () => {
    const cures: {report: ChangesReport; changed: string[]}[] = []
    before(async () => {
      const healthy = await buildLab('healthy')
      lab.become({tenant: healthy.tenant})
      const {tenant} = await lab.now()
      const turns = []
      for (const [name, code] of repaired) {
        const state = structuredClone(healthy)
        await scenarios.find((scenario) => scenario.name === name)!.change(state, newMaker())
        turns.push({code, machine: state.server})
      }
      machine.put(file, JSON.stringify(turns))
      const {code, stdout, stderr} = await node('setup/repairs.inside.ts', lab.address, file)
      assert.equal(code, 0, stdout + stderr)
      assert.deepEqual((await lab.now()).tenant, tenant)
      for (const line of stdout.trim().split('\n')) cures.push(JSON.parse(line))
    })
    for (const [at, [scenario, code, changes]] of repaired.entries())
      it(`${scenario}: ${code} is green, and nothing else is changed`, () => {
        const {report, changed} = cures[at]!
        assert.equal(report.state, 'applied', report.verdict)
        assert.equal(report.findings.find(({check}) => check === code)?.status, 'pass', report.verdict)
        assert.deepEqual(
          changed.filter((one) => !changes.some((may) => may.test(one))),
          [],
        )
        assert.deepEqual(
          changes.filter((must) => !changed.some((one) => must.test(one))),
          [],
        )
      })
  })
})
