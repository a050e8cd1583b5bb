import type {WinApi} from '../api.ts'
import {notElevated} from '../failure.ts'
import {accountSid, localGroups} from './accounts.ts'
import {auditing} from './audit.ts'
import {budgetOf} from './budget.ts'
import {certificates} from './certificates.ts'
import {channelEnabled, eventChannels, events} from './events.ts'
import {file, text} from './files.ts'
import {elevation, enablePrivilege, identity} from './identity.ts'
import {privateKey} from './keys.ts'
import type {Lib} from './lib.ts'
import {endNegotiation, negotiate} from './negotiate.ts'
import {domainController, joinedDomain, winHttpProxy} from './network.ts'
import {registry} from './registry.ts'
import {service} from './services.ts'
import {sign} from './sign.ts'
import {system} from './system.ts'
import {once, toldOnce} from './told-once.ts'

/** All looks into event logs together may take this long, in milliseconds. */
const eventsMs = 5_000

/** Windows through its own functions, in this process. */
export function koffiWinApi(lib: Lib): WinApi {
  // Reading the audit policy needs it enabled; who does not hold it is told so by the call itself.
  const elevated = once(() => elevation(lib))
  const budget = budgetOf(eventsMs)
  const audited = (subcategory: string) => {
    if (elevated()) enablePrivilege(lib, 'SeSecurityPrivilege')
    return auditing(lib, subcategory)
  }
  const api: WinApi = {
    identity: async () => identity(lib),
    system: async () => system(lib),
    registry: async (path, hive) => registry(lib, path, hive),
    certificates: async () => certificates(lib),
    privateKey: async (thumbprint) => privateKey(lib, thumbprint),
    sign: async (thumbprint, data) => sign(lib, thumbprint, data),
    service: async (name) => service(lib, name),
    file: async (path) => file(lib, path),
    text: async (path) => text(path),
    accountSid: async (name) => accountSid(lib, name),
    localGroups: async (account) => localGroups(lib, account),
    joinedDomain: async () => joinedDomain(lib),
    domainController: () => domainController(lib),
    winHttpProxy: async () => winHttpProxy(lib),
    eventChannels: async () => eventChannels(lib),
    events: (query) => events(lib, query, query.ownMs === undefined ? budget : budgetOf(query.ownMs)),
    channelEnabled: async (channel) => channelEnabled(lib, channel),
    auditing: async (subcategory) => audited(subcategory),
    negotiate: (step) => negotiate(lib, step),
    endNegotiation: async (context) => endNegotiation(lib, context),
  }
  return toldOnce(api, elevated, notElevated)
}
