import {
  channels,
  gatewayEvents,
  gatewayMet,
  noTlsCredential,
  securityEvents,
  serviceFailures,
  systemEvents,
} from '../../catalogue/events.ts'
import type {NpsEntry} from '../../facts/nps-events.ts'
import type {Asked} from './read-events.ts'

const {unknownClient, ...ofClients} = systemEvents
const {granted, ...refusals} = securityEvents

/** Of each of the extension's channels so many events are read; a busy server writes three of them for a sign-in. */
export const ofExtension = 500

// What may come in floods has a limit of its own, so that it crowds out nothing else.
export const npsQueries: readonly (Asked & {source: NpsEntry['source']})[] = [
  {source: 'security', channel: channels.security, ids: Object.values(refusals), limit: 500},
  {source: 'security', channel: channels.security, ids: [granted], limit: 200},
  {source: 'nps', channel: channels.system, provider: 'NPS', ids: Object.values(ofClients), limit: 300},
  {source: 'nps', channel: channels.system, provider: 'NPS', ids: [unknownClient], limit: 100},
  {source: 'schannel', channel: channels.system, provider: 'Schannel', ids: [noTlsCredential], limit: 50},
  {source: 'gateway', channel: channels.gateway, ids: Object.values(gatewayEvents), limit: 200},
]

/** What else tells of sign-ins when they are looked at one by one. */
export const furtherQueries: readonly Asked[] = [
  {channel: channels.system, provider: 'Service Control Manager', ids: serviceFailures, limit: 50},
  {channel: channels.gateway, ids: [gatewayMet], limit: 100},
]
