import {authorizationDll, authSrvKey} from '../../catalogue/extension-dlls.ts'
import type {Scenario} from '../state.ts'
import {registerDlls, removeDll, takeOutForTest} from './extension-state.ts'

/** NPS does not load the extension, or not all of it. */
export const mfaOff: readonly Scenario[] = [
  {
    name: 'mfa-off',
    about: 'Somebody deleted the values that make NPS load the extension: MFA is off, and nobody complains.',
    code: 'registry.dlls/none',
    exit: 1,
    change(state) {
      state.server.registry[authSrvKey]!.values = []
    },
  },
  {
    name: 'mfa-off-by-script',
    about:
      'Microsoft’s troubleshooting script took the extension out of NPS for a test, and its window was closed.',
    code: 'registry.dlls/left-off',
    exit: 1,
    change: (state) => takeOutForTest(state, new Date('2026-11-20T16:40:00.000Z')),
  },
  {
    name: 'mfa-off-authorization',
    about: 'Another product’s installer wrote AuthorizationDLLs anew, with its own DLL alone.',
    code: 'registry.dlls/authorization-missing',
    exit: 1,
    change: (state) => registerDlls(state, 'AuthorizationDLLs', ['C:\\Contoso\\ContosoRadius.dll']),
  },
  {
    name: 'dll-list-wrong-type',
    about: 'Somebody restored AuthorizationDLLs by hand as an ordinary text.',
    code: 'registry.dlls/wrong-type',
    exit: 1,
    change({server}) {
      const value = server.registry[authSrvKey]!.values.find(({name}) => name === 'AuthorizationDLLs')!
      Object.assign(value, {type: 'REG_SZ', data: String(value.data)})
    },
  },
  {
    name: 'dll-deleted',
    about: 'A virus scanner removed a DLL of the extension: NPS does not start.',
    code: 'registry.dlls/file-missing',
    exit: 1,
    change(state) {
      removeDll(state, authorizationDll)
      Object.assign(state.server.services.IAS!, {state: 'stopped', startedAt: null})
    },
  },
]
