import {azureMfaKey} from '../../../src/catalogue/apps.ts'
import type {WinApi} from '../../../src/world/windows/api.ts'
import {stateOf, type WholeState} from '../changes/state.ts'
import {containers} from '../fixture/keys.ts'

const services = 'SYSTEM\\CurrentControlSet\\Services'
export const places = {
  registry: [
    azureMfaKey,
    `${services}\\AuthSrv\\Parameters`,
    `${services}\\IAS`,
    'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Client',
    'SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319',
    'SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319',
  ],
  services: ['IAS'],
}
/** Those of runs stay for good, and are read by whoever goes on with one. */
const withoutJournals = {journals: async () => [], readJournal: async () => null}

/** Inside Wine: all of an NPS server that setup and repair could touch, and what containers for keys there are. */
export const serverState = async (api: WinApi): Promise<WholeState> => ({
  ...(await stateOf(api, withoutJournals, places)),
  containers: Object.fromEntries(containers().map((name) => [name, true])),
})
