import {azureMfaKey} from '../../catalogue/apps.ts'
import {type Step, step} from '../change.ts'
import {registryValue} from '../kinds/registry-value.ts'

/** A value of the extension's key, as the text that the extension reads. */
export const textValue = (name: string, data: string, effect?: string): Step =>
  step(name, registryValue, {
    ...{path: azureMfaKey, name, type: 'REG_SZ', data},
    ...(effect === undefined ? {} : {effect}),
  })
