import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'
import type {Options} from '../../src/app/options.ts'
import {azureMfaKey} from '../../src/catalogue/apps.ts'
import {authSrvKey} from '../../src/catalogue/extension-dlls.ts'
import {buildLab, type LabState, startLab} from '../../src/lab/index.ts'

async function roots(change: (state: LabState) => void, options: Partial<Options> = {}): Promise<string[]> {
  const state = await buildLab('healthy')
  change(state)
  const lab = await startLab(state)
  try {
    const {report} = await diagnose({lab: lab.address, ...options})
    return report.rootCauses.map(({code}) => code)
  } finally {
    await lab.close()
  }
}

function withoutExtension({server}: LabState): void {
  for (const path of Object.keys(server.files)) if (path.includes('AzureMfa')) delete server.files[path]
  for (const key of Object.keys(server.registry))
    if (key.includes('Uninstall') || key === azureMfaKey || key === authSrvKey) delete server.registry[key]
  server.certificates = []
}
function withoutNps({server}: LabState): void {
  server.services = {}
  delete server.files['C:\\Windows\\system32\\ias\\ias.xml']
}
function workstation(state: LabState): void {
  withoutExtension(state)
  withoutNps(state)
  state.server.system.product = 'workstation'
}
const dlls = ({server}: LabState, name: string, data: string[]) => {
  for (const value of server.registry[authSrvKey]!.values) if (value.name === name) value.data = data
}

describe('machines that are not what they should be have one root cause', () => {
  it('a workstation', async () => {
    assert.deepEqual(await roots(workstation), ['host.os/workstation'])
  })
  it('none, where an administrator looks at a tenant from his own machine', async () => {
    const tenant = (await buildLab('healthy')).tenant.id
    // The lab has no other machine that could be its NPS.
    assert.deepEqual(await roots(workstation, {tenant, skip: ['radius.answers']}), [])
  })
  it('a server without NPS, and without or with the extension', async () => {
    const bare = (state: LabState) => [withoutNps, withoutExtension].map((change) => change(state))
    assert.deepEqual(await roots(bare), ['host.role/missing'])
    assert.deepEqual(await roots(withoutNps), ['host.role/missing'])
  })
  it('an extension whose files are gone, and which NPS does not list', async () => {
    const gone = await roots((state) => {
      for (const path of Object.keys(state.server.files))
        if (path.includes('AzureMfa')) delete state.server.files[path]
      for (const name of ['AuthorizationDLLs', 'ExtensionDLLs']) dlls(state, name, [])
    })
    assert.deepEqual(gone, ['extension.installed/files-gone'])
  })
  it('an NPS that does not start for a DLL of somebody else', async () => {
    const blocked = await roots((state) => {
      const [own = ''] = state.server.registry[authSrvKey]!.values[0]!.data as string[]
      dlls(state, 'AuthorizationDLLs', ['C:\\Duo\\duo.dll', own])
      Object.assign(state.server.services.IAS!, {state: 'stopped', startedAt: null})
    })
    assert.deepEqual(blocked, ['registry.dlls/other-file-blocks'])
  })
  it('a registry that may not be read is not called empty', async () => {
    const unread = await roots((state) => {
      state.server.failing = {registry: {call: 'RegOpenKeyExW', code: 5}}
    })
    assert.deepEqual(unread, [])
  })
})
