import {changesKept, clockSet} from '../catalogue/events.ts'
import {type ClockChanges, clockChanges} from '../facts/clock-changes.ts'
import {defineProbe} from '../world/probe.ts'
import {field, systemLog} from './shared/system-log.ts'

export default defineProbe({
  fact: clockChanges,
  on: ['win32'],
  via: 'the System log',
  needs: {},
  timeoutMs: 5_000,
  look: async (_known, {windows}): Promise<ClockChanges> => {
    const {since, events} = await systemLog(windows, clockSet.provider, clockSet.id)
    const changes = events.flatMap((event) => {
      const [from, to] = ['OldTime', 'NewTime'].map((name) => Date.parse(field(event, name) ?? ''))
      // What is no time is NaN, which is not larger either.
      const far = Math.abs(to! - from!) > clockSet.largerThanMs
      const reason = field(event, 'Reason')
      return far && (reason === null || reason === clockSet.byProgram)
        ? [{at: event.at, from: new Date(from!).toISOString(), to: new Date(to!).toISOString()}]
        : []
    })
    return {since, changes: changes.slice(0, changesKept)}
  },
})
