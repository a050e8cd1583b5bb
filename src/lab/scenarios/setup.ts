import {azureMfaKey, clientAppId} from '../../catalogue/apps.ts'
import type {Scenario} from '../state.ts'
import {principal} from './change.ts'

export const setup: readonly Scenario[] = [
  {
    name: 'never-set-up',
    about:
      'The extension is installed, and nobody has ever run its configuration script: npsmfa setup does it.',
    code: 'registry.values/missing',
    exit: 1,
    change(state) {
      const key = state.server.registry[azureMfaKey]!
      key.values = key.values.filter(({name}) => !['TENANT_ID', 'CLIENT_CERT_IDENTIFIER'].includes(name))
      state.server.certificates = []
      principal(state, clientAppId).keys = []
    },
  },
]
