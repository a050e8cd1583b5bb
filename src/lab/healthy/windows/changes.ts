import {clockSet, updateInstalled} from '../../../catalogue/events.ts'
import type {LoggedEvent} from '../../state/event.ts'

const inSystemLog = {channel: 'System', level: 4} as const

/** Windows Update has installed something. */
export const installed = (at: Date, updateTitle: string): LoggedEvent => ({
  ...inSystemLog,
  ...updateInstalled,
  at,
  data: {
    updateTitle,
    updateGuid: '{5d0e8a1c-2b7f-4c39-9e64-7a1f3c8b2d50}',
    updateRevisionNumber: '1',
    serviceGuid: '{9482f4b4-e343-43b6-b170-9a65bc822c77}',
  },
})

/** A program has set the clock: `at` is what it showed then, `from` what it showed before. */
export const clockWasSet = (at: Date, from: Date, Reason: string = clockSet.byProgram): LoggedEvent => ({
  ...inSystemLog,
  provider: clockSet.provider,
  id: clockSet.id,
  at,
  data: {NewTime: at.toISOString(), OldTime: from.toISOString(), Reason},
})
