import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {CannotKnow} from '../../src/core/evidence.ts'
import type {AnyProbe} from '../../src/core/probe.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import dotnetTls from '../../src/probes/dotnet-tls.win32.ts'
import operatingSystem from '../../src/probes/operating-system.win32.ts'
import proxyPlanes from '../../src/probes/proxy-planes.win32.ts'
import radiusConfiguration from '../../src/probes/radius-configuration.win32.ts'
import roles from '../../src/probes/roles.win32.ts'
import schannel from '../../src/probes/schannel.win32.ts'
import vcRuntime from '../../src/probes/vc-runtime.win32.ts'
import type {RegistryType, RegistryValue} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'

const probes: readonly AnyProbe<World>[] = [
  operatingSystem,
  roles,
  vcRuntime,
  schannel,
  dotnetTls,
  proxyPlanes,
  radiusConfiguration,
]

/** What a probe learns of a healthy server but for a change. */
function learn(probe: AnyProbe<World>, change: (machine: MemoryMachine) => void = () => {}) {
  const machine = healthyServer({certificate: '', key: ''})
  change(machine)
  const world = {windows: memoryWinApi(machine)} as World
  return probe.look({}, world, new AbortController().signal, '') as Promise<Record<string, unknown>>
}

const put =
  (path: string, ...values: [name: string, type: RegistryType, data: RegistryValue['data']][]) =>
  ({registry}: MemoryMachine) => {
    registry[path] = {writtenAt: null, values: values.map(([name, type, data]) => ({name, type, data}))}
  }

const tls12 = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'
const ssl = 'SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002'
const internet = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const iasFile = 'C:\\Windows\\system32\\ias\\ias.xml'
const failure = (why: string, detail: RegExp) => (error: unknown) =>
  error instanceof CannotKnow && error.why === why && detail.test(error.message)

describe('what is learnt of a Windows host', () => {
  it('fits its fact, on a healthy server and on one with an empty registry', async () => {
    for (const probe of probes)
      for (const change of [
        () => {},
        (machine: MemoryMachine) => void Object.assign(machine, {registry: {}}),
      ]) {
        const validated = probe.fact.shape['~standard'].validate(await learn(probe, change))
        assert.equal((validated as {issues?: unknown}).issues, undefined, probe.fact.key)
      }
  })

  it('takes 0xFFFFFFFF for on, and a text for no switch at all', async () => {
    const hardened = put(tls12, ['Enabled', 'REG_DWORD', 0xffffffff], ['disabledbydefault', 'REG_SZ', '0'])
    const {enabled, disabledByDefault} = await learn(schannel, hardened)
    assert.deepEqual({enabled, disabledByDefault}, {enabled: 'on', disabledByDefault: 'wrong-type'})
  })

  it('tells when somebody last wrote to the key of TLS 1.2, where there is one', async () => {
    assert.equal((await learn(schannel)).writtenAt, null)
    const writtenAt = '2026-11-20T10:00:00.000Z'
    const written = ({registry}: MemoryMachine) => {
      registry[tls12] = {writtenAt, values: []}
    }
    assert.equal((await learn(schannel, written)).writtenAt, writtenAt)
  })

  it('reads the cipher suites of a policy, as text or as a list, and passes over an empty one', async () => {
    const names = ['A', 'B']
    for (const [type, data] of [
      ['REG_SZ', 'A, B,'],
      ['REG_MULTI_SZ', ['A', 'B']],
    ] as const)
      assert.deepEqual((await learn(schannel, put(ssl, ['Functions', type, data]))).cipherSuites, {
        from: 'policy',
        names,
      })
    assert.equal((await learn(schannel, put(ssl, ['Functions', 'REG_SZ', '']))).cipherSuites, null)
  })

  it('keeps no credentials of a proxy, and no proxy that is not switched on', async () => {
    const settings = (sid: string, enabled: number) =>
      put(
        `HKEY_USERS\\${sid}\\${internet}`,
        ['ProxyEnable', 'REG_DWORD', enabled],
        ['ProxyServer', 'REG_SZ', 'https=eve:Secret1@proxy:8080'],
        ['AutoConfigURL', 'REG_SZ', 'http://eve:Secret2@wpad/wpad.dat?key=Secret3'],
      )
    const planes = await learn(proxyPlanes, (machine) => {
      settings('S-1-5-20', 1)(machine)
      settings('S-1-5-18', 0)(machine)
      machine.winHttpProxy = {proxy: `${'x'.repeat(1_000_000)}`, bypass: null}
    })
    assert.doesNotMatch(JSON.stringify(planes), /Secret|eve/)
    assert.deepEqual(planes.networkService, {proxy: 'https=proxy:8080', pac: 'http://wpad/wpad.dat?…'})
    assert.equal((planes.localSystem as {proxy: unknown}).proxy, null)
  })

  it('asks the machine’s settings only where policy puts them first', async () => {
    const machineWide = put(`SOFTWARE\\${internet.slice(9)}`, ['AutoConfigURL', 'REG_SZ', 'http://wpad/'])
    assert.equal((await learn(proxyPlanes, machineWide)).machinePolicy, null)
    const planes = await learn(proxyPlanes, (machine) => {
      machineWide(machine)
      put(`SOFTWARE\\Policies\\${internet.slice(9)}`, ['ProxySettingsPerUser', 'REG_DWORD', 0])(machine)
    })
    assert.deepEqual(planes.machinePolicy, {proxy: null, pac: 'http://wpad/'})
  })

  it('says of a registry that cannot be read which call failed', async () => {
    const broken = (machine: MemoryMachine) =>
      void Object.assign(machine, {failing: {registry: {call: 'RegOpenKeyExW', code: 5}}})
    await assert.rejects(learn(dotnetTls, broken), failure('denied', /RegOpenKeyExW failed: 0x00000005/))
  })
})

describe('what is learnt of NPS’ configuration', () => {
  it('is nothing where NPS is not, and an empty one where nobody changed it', async () => {
    const without = (machine: MemoryMachine) => void delete machine.files[iasFile]
    assert.deepEqual((await learn(radiusConfiguration, without)).clients, [])
    const neither = (machine: MemoryMachine) => {
      without(machine)
      machine.services = {}
    }
    await assert.rejects(learn(radiusConfiguration, neither), failure('unsupported', /not on this machine/))
  })

  it('is denied to whoever is not elevated', async () => {
    const limited = (machine: MemoryMachine) => void Object.assign(machine.identity, {elevated: false})
    await assert.rejects(learn(radiusConfiguration, limited), failure('denied', /elevated prompt/))
  })

  it('is not known of a hostile file, and none of it is repeated', async () => {
    for (const text of [
      '',
      '<Root>',
      '<!DOCTYPE a [<!ENTITY b "Secret">]><a>&b;</a>',
      '<a>'.repeat(200_000),
      '\0'.repeat(9_000_000),
    ]) {
      const hostile = (machine: MemoryMachine) => void Object.assign(machine.files[iasFile]!, {text})
      const ending = failure('error', /^C:\\Windows\\system32\\ias\\ias\.xml cannot be read: [^\0]{5,99}$/)
      await assert.rejects(learn(radiusConfiguration, hostile), ending)
    }
  })
})
