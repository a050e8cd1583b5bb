import {eventWindowMs, extensionChannels} from '../catalogue/events.ts'
import type {WindowsEvent} from '../codecs/event-xml.ts'
import {type ExtensionEvent, readExtensionEvent} from '../codecs/extension-event.ts'
import {type ExtensionEvents, extensionEvents} from '../facts/extension-events.ts'
import {defineProbe} from '../world/probe.ts'
import {ofExtension as limit} from './shared/asked-events.ts'
import {lately, readEvents} from './shared/read-events.ts'
import {tally} from './shared/tally.ts'

export default defineProbe({
  fact: extensionEvents,
  on: ['win32'],
  via: 'the extension’s event channels',
  needs: {},
  timeoutMs: 5_000,
  look: async (_known, {windows}): Promise<ExtensionEvents> => {
    const {since, until} = lately(eventWindowMs)
    const channels = extensionChannels(await windows.eventChannels())
    const answers = await Promise.all(channels.map((channel) => readEvents(windows, {channel, limit}, since)))
    const read = answers.flatMap(({events}) => events).map((event) => ({event, said: saidBy(event)}))
    const [accepted] = tally(
      read.flatMap(({event, said}) => (said.kind === 'accepted' ? entry(event, said, {}) : [])),
    )
    const problems = tally(
      read.flatMap(({event, said}) => {
        if (said.kind === 'accepted' || (said.kind === 'other' && !isError(event))) return []
        const {kind, key, aadsts, handle} = said
        return entry(event, said, {kind, code: codeOf(event, said), key, aadsts, handle})
      }),
    )
    return {
      sources: answers.map(({source}) => source),
      since,
      until,
      accepted: {count: accepted?.count ?? 0, last: accepted?.last ?? null},
      problems,
    }
  },
})

const saidBy = ({data}: WindowsEvent) => readExtensionEvent(data.map(({text}) => text).join(' '))

const entry = <Kind extends object>({at}: WindowsEvent, {user}: ExtensionEvent, kind: Kind) => [
  {kind, at, user},
]

/** Critical or error. */
const isError = ({level}: WindowsEvent) => level === 1 || level === 2

const codeOf = ({id}: WindowsEvent, {inner, result, state, kind}: ExtensionEvent) => {
  const codes = {exception: inner, rejected: result, ignored: state, challenge: 'challenge'}
  return (kind in codes ? codes[kind as keyof typeof codes] : null) ?? `event ${id}`
}
