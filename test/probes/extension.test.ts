import assert from 'node:assert/strict'
import {it} from 'node:test'
import type {Extension} from '../../src/facts/extension.ts'
import {buildLab} from '../../src/lab/index.ts'
import extensionProbe from '../../src/probes/extension.win32.ts'
import registeredProbe from '../../src/probes/registered-dlls.win32.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'

const {server} = await buildLab('healthy')
const {signal} = new AbortController()
const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall'
const bundles = 'SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall'

async function found(change: (machine: MemoryMachine) => void): Promise<Extension> {
  const machine = structuredClone(server)
  change(machine)
  const world = {windows: memoryWinApi(machine)} as unknown as World
  const registered = await registeredProbe.look({}, world, signal, '')
  return extensionProbe.look({registered}, world, signal, '')
}
const entry = (name: string, version: string) => ({
  writtenAt: null,
  values: [
    {name: 'DisplayName', type: 'REG_SZ' as const, data: name},
    {name: 'DisplayVersion', type: 'REG_SZ' as const, data: version},
  ],
})

it('finds the entry among two thousand others, and among those for 32 bits where there is none', async () => {
  const many = await found(({registry}) => {
    for (let i = 0; i < 1500; i++) registry[`${uninstall}\\{${i}}`] = entry(`Program ${i}`, '1.0')
  })
  assert.deepEqual(many.entries, [{name: 'NPS Extension For Azure MFA', version: '1.2.2893.1'}])
  const bundle = await found(({registry}) => {
    for (const path of Object.keys(registry)) if (path.startsWith(uninstall)) delete registry[path]
    registry[`${bundles}\\{1}`] = entry('NPS Extension For Azure MFA', '1.2.2677.2')
  })
  assert.deepEqual(bundle.entries, [{name: 'NPS Extension For Azure MFA', version: '1.2.2677.2'}])
})

it('does not take other programs for it', async () => {
  const {entries} = await found(({registry}) => {
    for (const path of Object.keys(registry)) if (path.startsWith(uninstall)) delete registry[path]
    registry[`${uninstall}\\{1}`] = entry('NPS Extension For Contoso', '1.0')
    registry[`${uninstall}\\{2}`] = entry('Azure MFA Server', '8.0')
    registry[`${uninstall}\\{3}`] = {
      writtenAt: null,
      values: [{name: 'DisplayName', type: 'REG_DWORD', data: 1}],
    }
  })
  assert.deepEqual(entries, [])
})

it('looks at the files that NPS loads, wherever they are', async () => {
  const {authorization, folder, version} = await found(({registry, files}) => {
    const path = 'E:\\Apps\\MfaNpsAuthzExt.dll'
    files[path] = {bytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', version: '1.2.2216.1', company: null}
    registry['SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters']!.values = [
      {name: 'AuthorizationDLLs', type: 'REG_MULTI_SZ', data: [path]},
    ]
  })
  assert.deepEqual(
    [authorization?.path, folder, version],
    ['E:\\Apps\\MfaNpsAuthzExt.dll', 'E:\\Apps', '1.2.2216.1'],
  )
})

it('finds the folder for programs of a Windows on another drive', async () => {
  const {authorization} = await found(({registry, files, system}) => {
    system.systemFolder = 'D:\\Windows\\system32'
    registry['SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters']!.values = []
    const path = 'D:\\Program Files\\Microsoft\\AzureMfa\\Extensions\\MfaNpsAuthzExt.dll'
    files[path] = {bytes: 1, modifiedAt: '2026-01-01T00:00:00.000Z', version: '1.2.2893.1', company: null}
  })
  assert.equal(authorization?.version, '1.2.2893.1')
})
