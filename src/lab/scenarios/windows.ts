import {healthyIas, type IasState, iasXml} from '../healthy/windows/ias-xml.ts'
import type {LabState} from '../state.ts'

/** Writes one value of the server's registry, in a key that may not be there yet. */
export function setRegistry({server}: LabState, path: string, name: string, data: string | number): void {
  const key = server.registry[path] ?? {values: [], writtenAt: null}
  const values = key.values.filter((value) => value.name !== name)
  const type = typeof data === 'number' ? 'REG_DWORD' : 'REG_SZ'
  server.registry[path] = {...key, values: [...values, {name, type, data}]}
}

/** Takes a file out of the system folder. */
export function removeSystemFile({server}: LabState, name: string): void {
  delete server.files[`${server.system.systemFolder}\\${name}`]
}

export const tls12 =
  'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client'

/** For clients, as hardening templates do; `at`: when Windows says that the key was written. */
export function switchOffTls12(state: LabState, at: Date | null): void {
  setRegistry(state, tls12, 'Enabled', 0)
  setRegistry(state, tls12, 'DisabledByDefault', 1)
  state.server.registry[tls12]!.writtenAt = at?.toISOString() ?? null
}

/** The Visual C++ runtime, without which NPS cannot load the extension and does not start. */
export function removeRuntime(state: LabState): void {
  delete state.server.registry['SOFTWARE\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\X64']
  for (const file of ['vcruntime140.dll', 'msvcp140.dll']) removeSystemFile(state, file)
  Object.assign(state.server.services.IAS!, {state: 'stopped', startedAt: null})
}

/** Configures NPS like the healthy one but for some of it. */
export function ias({server}: LabState, change: Partial<IasState>): void {
  const file = server.files[`${server.system.systemFolder}\\ias\\ias.xml`]
  if (file) file.text = iasXml({...healthyIas, ...change})
}

/** Ten times ten times ten … of nothing, were it read as XML allows. */
export function garbleIas({server}: LabState): void {
  const file = server.files[`${server.system.systemFolder}\\ias\\ias.xml`]
  const entities = 'abcdefghi'.replace(
    /./g,
    (c, at: number) => `<!ENTITY ${c} "${`&${'zabcdefgh'[at]};`.repeat(10)}">`,
  )
  if (file) file.text = `<!DOCTYPE Root [<!ENTITY z "z">${entities}]><Root>&i;</Root>`
}

/** A running service of another role. */
export function role({server}: LabState, service: string): void {
  server.services[service] = {
    state: 'running',
    startType: 'automatic',
    account: 'NT AUTHORITY\\NetworkService',
    startedAt: '2026-03-02T09:21:00.000Z',
  }
}

const internet = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

/** Gives an account the proxy of Internet Settings. */
export function accountProxy(state: LabState, sid: string, proxy: string): void {
  const path = `HKEY_USERS\\${sid}\\${internet}`
  setRegistry(state, path, 'ProxyEnable', 1)
  setRegistry(state, path, 'ProxyServer', proxy)
}

/** The server is told of the proxy that everybody must go through, in every place where Windows keeps one. */
export function proxyEverywhere(state: LabState, change: {requiresAuthentication: boolean}): void {
  const proxy = 'proxy.contoso.example:8080'
  state.proxy = {...change, refuses: []}
  state.server.winHttpProxy = {proxy, bypass: null}
  for (const sid of ['S-1-5-18', 'S-1-5-20']) accountProxy(state, sid, proxy)
}
