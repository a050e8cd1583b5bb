import {registryValues} from '../../../catalogue/registry-values.ts'
import {readingOf, type Values} from '../../../checks/registry-value.ts'
import {extensionRegistry} from '../../../facts/extension-registry.ts'
import {npsService} from '../../../facts/nps-service.ts'
import {defineRepair} from '../../repair.ts'
import {restarting} from '../restarting.ts'
import {textValue} from '../text-value.ts'

const forest = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i
const switches: Readonly<Record<string, string>> = {TRUE: 'TRUE', FALSE: 'FALSE', '1': 'TRUE', '0': 'FALSE'}

/** What each ending speaks of, and how the same is written as the extension understands it; null where it is not the same. */
const corrections: Readonly<
  Record<string, {name: string; correct(text: string): string | null | undefined}>
> = {
  'attribute-malformed': {
    name: 'LDAP_ALTERNATE_LOGINID_ATTRIBUTE',
    correct: (text) => registryValues.LDAP_ALTERNATE_LOGINID_ATTRIBUTE!.allowed!.exec(text)?.[0],
  },
  'forests-malformed': {
    name: 'LDAP_LOOKUP_FORESTS',
    correct(text) {
      const names = text.split(/[\s,;]+/).filter((name) => name !== '')
      return names.every((name) => forest.test(name)) ? names.join(';') : null
    },
  },
  'catalog-not-understood': {
    name: 'LDAP_FORCE_GLOBAL_CATALOG',
    correct: (text) => switches[text.toUpperCase()],
  },
}

/** Which attribute, and which forests, is the administrator's to say; how they are written is not. */
export const alternateLoginId = defineRepair({
  check: 'registry.alternate-login-id',
  endings: Object.keys(corrections),
  needs: {registry: extensionRegistry},
  wants: {service: npsService},
  steps({registry, service}, ending) {
    const {name, correct} = corrections[ending]!
    const corrected = registry.present ? correct(textIn(registry.values, name)) : null
    return corrected ? [textValue(name, corrected), ...restarting(service)] : null
  },
})

/** Of any type but one that is not read whole. */
function textIn(values: Values, name: string): string {
  if (readingOf(values, name).is === 'unclear') return ''
  return values.find((value) => value.name === name)?.data?.trim() ?? ''
}
