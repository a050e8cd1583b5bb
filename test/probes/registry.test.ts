import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {azureMfaKey} from '../../src/catalogue/apps.ts'
import {authSrvKey} from '../../src/catalogue/extension-dlls.ts'
import {registryValues} from '../../src/catalogue/registry-values.ts'
import type {Fact} from '../../src/core/fact.ts'
import {gather} from '../../src/core/gather.ts'
import {judge} from '../../src/core/judge.ts'
import {deployment} from '../../src/facts/deployment.ts'
import {extensionRegistry} from '../../src/facts/extension-registry.ts'
import {registeredDlls} from '../../src/facts/registered-dlls.ts'
import {checks, probes} from '../../src/found.ts'
import {buildLab} from '../../src/lab/index.ts'
import type {RegistryType, RegistryValue} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'

const {server} = await buildLab('healthy')
const own = checks.filter(({id}) => /^(registry|extension|service)\./.test(id))

/** What the doctor learns of a server, and how its checks of this area end. */
async function looked(change: (machine: MemoryMachine) => void) {
  const machine = structuredClone(server)
  change(machine)
  const world = {windows: memoryWinApi(machine), asked: {tenant: null, cloud: null, users: []}}
  const wanted = [...own.flatMap(({needs, wants, anyOf}) => Object.values({...needs, ...wants, ...anyOf}))]
  const record = await gather([...wanted, deployment, registeredDlls, extensionRegistry], [], {
    probes,
    world: world as unknown as World,
    platform: 'win32',
    as: 'test',
    signal: new AbortController().signal,
  })
  const endings = Object.fromEntries(judge(own, record, []).map((j) => [j.check, j.code.split('/')[1]]))
  const of = <T>(fact: Fact<T>): T => {
    const evidence = record[fact.key]
    assert.ok(evidence?.known, fact.key)
    return evidence.value as T
  }
  return {record, endings, of}
}
const withValues = (...values: RegistryValue[]) =>
  looked(({registry}) => {
    const key = registry[azureMfaKey]!
    const others = key.values.filter(({name}) => !values.some((v) => v.name === name))
    key.values = [...others, ...values]
  })

describe('the registry of the extension, whatever is in it', () => {
  it('is all well on the healthy server', async () => {
    const {endings} = await looked(() => {})
    assert.deepEqual(
      Object.entries(endings).filter(([, ending]) => ending === 'unknown' || ending === 'skipped'),
      [],
    )
  })
  it('keeps the data of unknown names to itself, but not their names', async () => {
    const {record, endings} = await withValues(
      {name: 'AzureToken', type: 'REG_SZ', data: 'hunter2'},
      {name: 'TENANT_ID ', type: 'REG_SZ', data: 'hunter2'},
    )
    assert.ok(!JSON.stringify(record).includes('hunter2'))
    assert.ok(JSON.stringify(record).includes('AzureToken'))
    assert.equal(endings['registry.unknown-values'], 'others')
  })
  it('does not count a value of another type as configured', async () => {
    for (const type of ['REG_DWORD', 'REG_BINARY', 'REG_MULTI_SZ'] satisfies RegistryType[]) {
      const {of, endings} = await withValues({name: 'TENANT_ID', type, data: 'contoso.com'})
      assert.equal(of(deployment).tenant, null)
      assert.equal(endings['registry.values'], 'wrong-type')
    }
  })
  it('takes names in any letter case, as Windows does', async () => {
    const {endings, of} = await looked(({registry}) => {
      const key = registry[azureMfaKey]!
      key.values = key.values.map((value) => ({...value, name: value.name.toLowerCase()}))
    })
    assert.equal(endings['registry.values'], 'complete')
    assert.notEqual(of(deployment).tenant, null)
  })
  it('neither keeps nor passes a value of a megabyte', async () => {
    const data = 'x'.repeat(1_000_000)
    const {record, endings} = await withValues(
      {name: 'TENANT_ID', type: 'REG_SZ', data},
      {name: 'IP_WHITELIST', type: 'REG_SZ', data: '10.0.0.1;'.repeat(7000), cut: true},
      {name: data, type: 'REG_SZ', data},
    )
    assert.ok(JSON.stringify(record).length < 100_000)
    assert.equal(endings['registry.values'], 'malformed')
    assert.equal(endings['registry.ip-whitelist'], 'unclear')
  })
  it('never crashes, and passes no required value that is not text', async () => {
    const types = [
      'REG_NONE',
      'REG_SZ',
      'REG_EXPAND_SZ',
      'REG_MULTI_SZ',
      'REG_DWORD',
      'REG_QWORD',
      'REG_BINARY',
    ] as const
    const data = fc.oneof(
      fc.string({unit: 'binary'}),
      fc.constantFrom('\u0000', 'TRUE\u0000', '\u202e', '{}', 'FALSE ', 'https://[', ';;', '%TENANT%'),
      fc.integer(),
      fc.array(fc.string(), {maxLength: 5}),
    )
    const value = fc.record({
      name: fc.oneof(
        fc.constantFrom(...Object.keys(registryValues)),
        fc.string({unit: 'binary', maxLength: 20}),
      ),
      type: fc.constantFrom(...types),
      data,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(value, {maxLength: 6}), async (values) => {
        const unique = [...new Map(values.map((v) => [v.name.toUpperCase(), v])).values()]
        const {record, endings} = await withValues(...unique)
        for (const [key, evidence] of Object.entries(record))
          assert.ok(evidence.known, `${key}: ${JSON.stringify(evidence)}`)
        const [wrong] = unique.filter((v) => v.name === 'CLIENT_ID' && !v.type.endsWith('_SZ'))
        if (wrong) assert.notEqual(endings['registry.values'], 'complete')
      }),
      {numRuns: 200},
    )
  })
})

describe('the DLLs that NPS is to load', () => {
  const list = (data: RegistryValue['data'], type: RegistryType = 'REG_MULTI_SZ') =>
    looked(({registry}) => {
      registry[authSrvKey]!.values = registry[authSrvKey]!.values.map((value) =>
        value.name === 'AuthorizationDLLs' ? {...value, type, data} : value,
      )
    })
  const dll = 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll'

  it('are found by any way of writing the path, but only a plain one passes', async () => {
    const endings = async (text: string) => (await list([text])).endings['registry.dlls']
    assert.equal(await endings(dll.toUpperCase()), 'registered')
    for (const text of [
      `"${dll}"`,
      `${dll}  `,
      '%ProgramFiles%\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll',
      dll.replaceAll('\\', '/'),
    ])
      assert.equal(await endings(text), 'unusual', text)
    assert.equal(await endings('MfaNpsAuthzExt.dll'), 'file-missing')
    assert.equal(await endings('D:\\gone\\MfaNpsAuthzExt.dll'), 'file-missing')
  })
  it('are never looked for on another computer or through a device', async () => {
    const asked: string[] = []
    const machine = structuredClone(server)
    const texts = [
      '\\\\evil\\share\\MfaNpsAuthzExt.dll',
      '//evil/share/x.dll',
      '\\\\?\\UNC\\evil\\x.dll',
      '\\\\.\\pipe\\x',
      'C:\\a\u0000.dll',
      'C:x.dll',
      '%a%\\x.dll',
    ]
    machine.registry[authSrvKey]!.values = [{name: 'AuthorizationDLLs', type: 'REG_MULTI_SZ', data: texts}]
    const api = memoryWinApi(machine)
    const file = (path: string) => {
      asked.push(path)
      return api.file(path)
    }
    const windows = {...api, file}
    const probe = probes.find(({fact}) => fact.key === 'registered-dlls')!
    const found = await probe.look({}, {windows} as unknown as World, new AbortController().signal, '')
    assert.deepEqual(asked, ['C:\\NPS\\AuthSrv.reg'])
    assert.equal((found as {authorization: {dlls: unknown[]}}).authorization.dlls.length, texts.length)
  })
  it('mean that MFA is off where the list is anything but what NPS reads', async () => {
    for (const type of ['REG_SZ', 'REG_DWORD', 'REG_BINARY', 'REG_EXPAND_SZ'] satisfies RegistryType[])
      assert.equal((await list(type === 'REG_DWORD' ? 1 : dll, type)).endings['registry.dlls'], 'wrong-type')
    assert.equal((await list([])).endings['registry.dlls'], 'authorization-missing')
    assert.equal((await list(['', ' '])).endings['registry.dlls'], 'authorization-missing')
  })
  it('are never more than can be looked at, and a file that may not be read is no pass', async () => {
    const {of, endings} = await list(Array.from({length: 5000}, (_, i) => `C:\\x\\${i}.dll`))
    assert.equal(of(registeredDlls).authorization.dlls.length, 50)
    assert.equal(endings['registry.dlls'], 'endless')
    const denied = await looked((machine) => {
      machine.failing = {file: {call: 'GetFileAttributesExW', code: 5}}
    })
    assert.equal(denied.endings['registry.dlls'], 'unknown')
  })
  it('may be a hostile list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({unit: 'binary'}), {maxLength: 8}), async (lines) => {
        const {endings} = await list(lines)
        assert.notEqual(endings['registry.dlls'], 'registered')
      }),
      {numRuns: 200},
    )
  })
})

it('a refused look is denied, and every check of the area says so or is not asked', async () => {
  const {record, endings} = await looked((machine) => {
    machine.failing = {registry: {call: 'RegOpenKeyExW', code: 5}}
  })
  const evidence = record['extension-registry']!
  assert.equal(!evidence.known && evidence.why, 'denied')
  for (const [check, ending] of Object.entries(endings)) assert.equal(ending, 'unknown', check)
})
