import {azureMfaKey} from '../../catalogue/apps.ts'
import {authenticationDll, authorizationDll} from '../../catalogue/extension-dlls.ts'
import type {Scenario} from '../state.ts'
import {changeDll, uninstall, version} from './extension-state.ts'

export const extension: readonly Scenario[] = [
  {
    name: 'extension-not-installed',
    about: 'This NPS server never had the extension.',
    code: 'extension.installed/missing',
    exit: 1,
    change(state) {
      uninstall(state)
      delete state.server.registry[azureMfaKey]
    },
  },
  {
    name: 'extension-uninstalled',
    about: 'The extension was taken off the server; its registry key stayed.',
    code: 'extension.installed/leftover',
    exit: 1,
    change: uninstall,
  },
  {
    name: 'extension-half-updated',
    about: 'An update replaced one DLL of the extension only.',
    code: 'extension.files/different',
    exit: 0,
    change: (state) => changeDll(state, authenticationDll, {version: '1.2.2677.2'}),
  },
  {
    name: 'extension-of-somebody',
    about: 'In the place of the extension’s DLL is one that is not from Microsoft.',
    code: 'extension.files/foreign',
    exit: 0,
    change: (state) => changeDll(state, authorizationDll, {company: 'Fabrikam'}),
  },
  {
    name: 'extension-outdated',
    about: 'The extension is of 2022.',
    code: 'extension.version/old',
    exit: 0,
    change: (state) => version(state, '1.2.1959.1'),
  },
]
