import {changeWindowMs, channels} from '../../catalogue/events.ts'
import type {WindowsEvent} from '../../codecs/event-xml.ts'
import {CannotKnow} from '../../core/evidence.ts'
import type {WinApi} from '../../world/windows/api.ts'
import {lately, readEvents} from './read-events.ts'

/** Of one kind so many events are read; Defender alone writes some two hundred of its updates in the time. */
const limit = 500

/** Events of one kind in the System log of the last thirty days, newest first, and from when on they are told. */
export async function systemLog(
  windows: WinApi,
  provider: string,
  id: number,
): Promise<{since: string; events: WindowsEvent[]}> {
  const windowMs = changeWindowMs
  const {since} = lately(windowMs)
  const asked = {channel: channels.system, provider, ids: [id], limit, windowMs}
  const {source, events} = await readEvents(windows, asked, since)
  const {state, detail} = source
  if (state !== 'read')
    throw new CannotKnow(
      state === 'denied' ? 'denied' : 'error',
      `The System log was not read: ${detail ?? state}`,
    )
  return {since: source.since ?? since, events: events.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))}
}

/** A field of an event by its name. */
export const field = ({data}: WindowsEvent, name: string): string | null =>
  data.find((entry) => entry.name === name)?.text ?? null
