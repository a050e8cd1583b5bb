import {tls12Key} from '../catalogue/tls-keys.ts'
import {schannel} from '../facts/schannel.ts'
import {defineProbe} from '../world/probe.ts'
import type {RegistryKey} from '../world/windows/api.ts'
import {dataOf, switchOf} from './shared/registry-value.ts'

const configuration = 'Cryptography\\Configuration'
const policyOrder = `SOFTWARE\\Policies\\Microsoft\\${configuration}\\SSL\\00010002`
const machineOrder = `SYSTEM\\CurrentControlSet\\Control\\${configuration}\\Local\\SSL\\00010002`

export default defineProbe({
  fact: schannel,
  on: ['win32'],
  via: 'the registry keys of Schannel',
  needs: {},
  look: async (_known, {windows}) => {
    const [protocol, policy, machine] = await Promise.all(
      [tls12Key, policyOrder, machineOrder].map((path) => windows.registry(path)),
    )
    const orders = [
      {from: 'policy' as const, names: suites(policy!)},
      {from: 'machine' as const, names: suites(machine!)},
    ]
    return {
      enabled: switchOf(protocol!, 'Enabled'),
      disabledByDefault: switchOf(protocol!, 'DisabledByDefault'),
      writtenAt: protocol?.writtenAt ?? null,
      cipherSuites: orders.find(({names}) => names.length > 0) ?? null,
    }
  },
})

/** Policy keeps one text with commas, the machine a list. */
const suites = (key: RegistryKey | null): string[] => {
  const data = dataOf(key, 'Functions')
  return [data ?? []]
    .flat()
    .flatMap((entry) => String(entry).split(','))
    .map((name) => name.trim())
    .filter(Boolean)
}
