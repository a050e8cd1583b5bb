import type {Why} from '../../core/evidence.ts'
import type {WinApi} from './api.ts'
import type {ChangeCall} from './changes/api.ts'

export type Call = keyof WinApi | ChangeCall

/** What a process beside this one, which knows Windows, is asked, as plain data. */
export interface Question {
  id: number
  call: Call
  values: readonly unknown[]
}

export interface Answer {
  id: number
  value?: unknown
  failure?: {why: Why; message: string; call?: string; code?: number}
}

/** What waits for other machines or for the event log: it is worked on beside the other calls, which are quick. */
export const beside: ReadonlySet<Call> = new Set([
  'domainController',
  'events',
  'negotiate',
  'endNegotiation',
])
