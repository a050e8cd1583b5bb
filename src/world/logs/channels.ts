import {
  channels,
  extensionChannels,
  gatewayEvents,
  gatewayMet,
  noTlsCredential,
  securityEvents,
  serviceFailures,
  systemEvents,
} from '../../catalogue/events.ts'
import {readEvent} from '../../codecs/event-xml.ts'
import {logEvent} from '../../codecs/nps-log/log-event.ts'
import type {WinApi} from '../windows/api.ts'
import type {OpenLog} from './log-file.ts'

/** Of each channel the newest events; a busy server writes as many in some days. */
const limit = 5_000

const ids = (numbers: readonly number[]) =>
  `*[System[(${numbers.map((id) => `EventID=${id}`).join(' or ')})]]`

/** The live event channels that tell of sign-ins. */
export async function openChannels(windows: WinApi): Promise<OpenLog[]> {
  return [
    ...extensionChannels(await windows.eventChannels()).map((name) => channel(windows, name, '*')),
    channel(windows, channels.security, ids(Object.values(securityEvents))),
    channel(
      windows,
      channels.system,
      ids([...Object.values(systemEvents), noTlsCredential, ...serviceFailures]),
    ),
    channel(windows, channels.gateway, ids([gatewayMet, ...Object.values(gatewayEvents)])),
  ]
}

function channel(windows: WinApi, name: string, xpath: string): OpenLog {
  const source: OpenLog['source'] = {
    file: name,
    bytes: 0,
    formats: ['event XML'],
    records: 0,
    unreadable: 0,
    error: null,
    notes: [],
  }
  let ended = false
  return {
    source,
    async next(take) {
      if (ended) return false
      ended = true
      try {
        const found = await windows.events({channel: name, xpath, limit})
        // Not every server is an RD Gateway.
        if (found === null) source.notes.push('there is no such channel')
        const events = (found ?? []).flatMap((xml) => readEvent(xml) ?? [])
        source.records = events.length
        source.unreadable = (found?.length ?? 0) - events.length
        if (found?.length === limit) source.notes.push(`only its newest ${limit} events were read`)
        for (const event of events) take({format: 'event XML', event: logEvent(event)})
        return true
      } catch (error) {
        source.error = (error as Error).message
        return false
      }
    },
    close: () => Promise.resolve(),
  }
}
