import {inventedValues, isRegistryValue} from '../../catalogue/registry-values.ts'
import {defineCheck} from '../../core/check.ts'
import {pass, skip} from '../../core/outcome.ts'
import {extensionRegistry} from '../../facts/extension-registry.ts'

const invented = inventedValues.map((name) => name.toLowerCase())
/** So many are named. */
const most = 10

/** Information only; what is in values of others is neither read nor shown. */
export default defineCheck({
  id: 'registry.unknown-values',
  title: 'What else is in the extension’s registry key',
  needs: {registry: extensionRegistry},
  outcomes: {
    none: pass('The extension’s registry key holds only what Microsoft documents.'),
    others: pass(
      'The extension’s registry key also holds {count} values that Microsoft does not document: {names}. What is in them was not looked at.',
    ),
    invented: pass(
      '{names} in the extension’s registry key have no effect: they go round in forums and tools, but Microsoft documents no such values.',
    ),
    'no-key': skip('The extension’s registry key is not on this machine.'),
  },
  judge({registry}, say) {
    if (!registry.present) return say('no-key')
    const names = registry.values.map(({name}) => name).filter((name) => !isRegistryValue(name))
    const without = names.filter((name) => invented.includes(name.toLowerCase()))
    if (without.length > 0) return say('invented', {names: without.slice(0, most)})
    if (names.length === 0) return say('none')
    return say('others', {count: names.length, names: names.slice(0, most).map((name) => `“${name}”`)})
  },
})
