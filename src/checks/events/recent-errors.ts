import {isAdminChannel, systemEvents} from '../../catalogue/events.ts'
import {defineCheck} from '../../core/check.ts'
import type {EventSource} from '../../facts/event-source.ts'
import {extension as extensionFact} from '../../facts/extension.ts'
import {type ExtensionEvents, extensionEvents} from '../../facts/extension-events.ts'
import {npsEvents} from '../../facts/nps-events.ts'
import {token as tokenFact} from '../../facts/token.ts'
import {type Fault, faultsIn, lasts, meaningOf, sum, worded} from '../recent-faults.ts'
import {recentOutcomes} from '../recent-outcomes.ts'
import {isInstalled} from '../registered-dll.ts'

/** A person's own trouble is no fault of the installation, until it is that of as many. */
const several = 3
/** A RADIUS client tries again and again; a stray packet does not. */
const notByChance = 3

export default defineCheck({
  id: 'events.recent-errors',
  title: 'The event logs of the last day name nothing that keeps sign-ins from working',
  anyOf: {extension: extensionEvents, nps: npsEvents},
  wants: {installed: extensionFact, token: tokenFact},
  after: [
    'registry.dlls',
    'registry.values',
    'registry.cloud',
    'registry.alternate-login-id',
    'extension.installed',
    'extension.version',
    'extension.files',
    'service.running',
    'service.account',
    'service.sid-type',
    'service.restarted-since-change',
    'host.role',
    'host.schannel',
    'host.vcruntime',
    'host.registered',
    'host.proxy-planes',
    'radius.clients',
    'radius.hardening',
    'clock.skew',
    'cert.present',
    'cert.selected',
    'cert.subject',
    'cert.expiry',
    'cert.key',
    'cert.key-acl',
    'cert.eku',
    'endpoints.login',
    'endpoints.mfa-service',
    'endpoints.adnotifications',
    'endpoints.credentials',
    'tenant.exists',
    'tenant.cloud',
    'tenant.client-principal',
    'tenant.connector-principal',
    'tenant.associated',
    'tenant.licences',
    'token.acquired',
  ],
  outcomes: recentOutcomes,
  judge({extension, nps, installed, token}, say) {
    const faults = faultsIn(extension, nps, token)
    const lasting = faults.filter(lasts)
    const certain = lasting.find(({sure, count}) => sure && count > 1)
    if (certain) return say(certain.ending, told(certain))
    const doubtful = lasting[0]
    if (doubtful) {
      const {brief, count, last} = doubtful
      return say('unsettled', {brief, count, last: {time: last}})
    }
    const people = problemsOf(extension, 'person').find(({users}) => users >= several)
    if (people)
      return say('several-people', {users: people.users, what: worded(people), last: {time: people.last}})
    const strangers = (nps?.entries ?? []).filter(
      ({source, event, count}) =>
        source === 'nps' && event === systemEvents.unknownClient && count >= notByChance,
    )
    if (strangers[0]) {
      const clients = strangers.map(({client}) => client ?? 'an address that is not told')
      return say('client-unknown', {clients, count: sum(strangers), last: {time: strangers[0].last}})
    }
    const sources = [...(extension?.sources ?? []), ...(nps?.sources ?? [])]
    const unread = sources.filter(({state}) => state !== 'read' && state !== 'absent').map(stateOf)
    const admin = extension?.sources.filter(({channel}) => isAdminChannel(channel)) ?? []
    if (extension?.sources.length === 0) {
      const here = installed !== undefined && isInstalled(installed)
      return here
        ? say('unread', {unread: 'there are no event channels of the extension'})
        : say('no-channels')
    }
    if (admin.length === 0 || admin.some(({state}) => state !== 'read'))
      return say('unread', {unread: unread.length > 0 ? unread : ['their channel is not there']})
    if (!nps) return say('unread', {unread: 'those of NPS were not read'})
    const kept = nps.sources.filter(({state}) => state === 'denied' || state === 'failed')
    if (kept.length > 0) return say('unread', {unread: kept.map(stateOf)})
    const [past] = faults
    if (past?.success) {
      const {brief, count, last, success} = past
      return say('over', {brief, count, last: {time: last}, success: {time: success}})
    }
    const window = {duration: Date.parse(extension!.until) - Date.parse(extension!.since)}
    const rest = {window, unread: unread.length > 0 ? unread : ['none']}
    const everyday = sum(problemsOf(extension, 'everyday')) + sum(problemsOf(extension, 'person'))
    if (everyday > 0) return say('everyday', {count: everyday, ...rest})
    const read = sources.filter(({state}) => state === 'read').map(({channel}) => channel)
    return say('none', {read, ...rest})
  },
})

const told = ({what, count, first, last}: Fault) => ({what, count, since: {time: first}, last: {time: last}})

const problemsOf = (extension: ExtensionEvents | undefined, concern: 'person' | 'everyday') =>
  extension?.problems.filter((problem) => meaningOf(problem)?.concern === concern) ?? []

/** That it takes an administrator is said where the log itself is what is asked for (events.audit). */
const stateOf = ({channel, state, detail}: EventSource) =>
  `${channel} (${state === 'denied' ? 'not allowed' : (detail ?? state)})`
