import {type ProxyPlane, proxyPlanes} from '../facts/proxy-planes.ts'
import {defineProbe} from '../world/probe.ts'
import type {RegistryKey} from '../world/windows/api.ts'
import {dataOf, switchOf} from './shared/registry-value.ts'

const internet = 'Microsoft\\Windows\\CurrentVersion\\Internet Settings'

export default defineProbe({
  fact: proxyPlanes,
  on: ['win32'],
  via: 'WinHttpGetDefaultProxyConfiguration and the registry keys Internet Settings',
  needs: {},
  look: async (_known, {windows}) => {
    const account = (sid: string) => windows.registry(`${sid}\\Software\\${internet}`, 'HKEY_USERS')
    const [winHttp, networkService, localSystem, policy, machine] = await Promise.all([
      windows.winHttpProxy(),
      account('S-1-5-20'),
      account('S-1-5-18'),
      windows.registry(`SOFTWARE\\Policies\\${internet}`),
      windows.registry(`SOFTWARE\\${internet}`),
    ])
    return {
      winHttp: {proxy: winHttp ? withoutCredentials(winHttp.proxy) : null, pac: null},
      networkService: planeOf(networkService),
      localSystem: planeOf(localSystem),
      machinePolicy: switchOf(policy, 'ProxySettingsPerUser') === 'off' ? planeOf(machine) : null,
    }
  },
})

function planeOf(key: RegistryKey | null): ProxyPlane {
  const [server, script] = [dataOf(key, 'ProxyServer'), dataOf(key, 'AutoConfigURL')]
  return {
    proxy:
      switchOf(key, 'ProxyEnable') === 'on' && typeof server === 'string' && server.trim() !== ''
        ? withoutCredentials(server.trim())
        : null,
    pac: typeof script === 'string' && script.trim() !== '' ? withoutCredentials(script.trim()) : null,
  }
}

/** Longer addresses are none. */
const longest = 2_048
/** Somebody may have written NAME:PASSWORD@ before a host; a file's address may carry a key behind its question mark. */
const withoutCredentials = (text: string) =>
  text
    .slice(0, longest)
    .replace(/[^\s;=/]*@/g, '')
    .replace(/\?.*$/, '?…')
