import {changesKept, definitionUpdate, updateInstalled} from '../catalogue/events.ts'
import {type InstalledUpdates, installedUpdates} from '../facts/installed-updates.ts'
import {defineProbe} from '../world/probe.ts'
import {field, systemLog} from './shared/system-log.ts'

/** No title of Windows Update is as long. */
const longest = 300

export default defineProbe({
  fact: installedUpdates,
  on: ['win32'],
  via: 'the System log',
  needs: {},
  timeoutMs: 5_000,
  look: async (_known, {windows}): Promise<InstalledUpdates> => {
    const {since, events} = await systemLog(windows, updateInstalled.provider, updateInstalled.id)
    const updates = events
      .map((event) => ({at: event.at, title: field(event, 'updateTitle')?.trim().slice(0, longest) ?? ''}))
      .filter(({title}) => title !== '' && !definitionUpdate.test(title))
    return {since, updates: updates.slice(0, changesKept)}
  },
})
