import {azureMfaKey} from '../catalogue/apps.ts'
import {isRegistryValue} from '../catalogue/registry-values.ts'
import {type ExtensionRegistry, extensionRegistry} from '../facts/extension-registry.ts'
import {defineProbe} from '../world/probe.ts'
import type {RegistryValue} from '../world/windows/api.ts'

/** Longer than any text that belongs there. */
const longest = 4096
/** Of values that are not the product's. */
const mostOthers = 200

/** What is under the names that are not the product's stays here: somebody may keep a secret in it. */
export default defineProbe({
  fact: extensionRegistry,
  on: ['win32'],
  via: `registry HKLM\\${azureMfaKey}`,
  needs: {},
  look: async (_known, {windows}): Promise<ExtensionRegistry> => {
    const key = await windows.registry(azureMfaKey)
    if (!key) return {present: false}
    const own = key.values.filter(({name}) => isRegistryValue(name))
    const others = key.values.filter(({name}) => !isRegistryValue(name)).slice(0, mostOthers)
    return {
      present: true,
      writtenAt: key.writtenAt,
      values: [
        ...own.map(known),
        ...others.map(({name, type}) => ({name: name.slice(0, longest), type, data: null})),
      ],
    }
  },
})

function known({name, type, data, cut}: RegistryValue) {
  const text = Array.isArray(data) ? data.join('\n') : String(data)
  const value = {name: name.toUpperCase(), type, data: text.slice(0, longest)}
  return cut || text.length > longest ? {...value, cut: true as const} : value
}
