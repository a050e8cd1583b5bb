import type {LogEntry} from './entry.ts'

/** One sign-in as the logs tell it: RADIUS request → first factor → extension → service → answer of NPS. */
export interface Attempt {
  first: number
  last: number
  user: string | null
  domain: string | null
  nas: string | null
  server: string | null
  method: string | null
  policy: string | null
  thread: string | null
  /** All threads that it is found by. */
  threads: readonly string[]
  /** When it was last heard of, among others. */
  turn: number
  /** NPS' answer. */
  answer: 'granted' | 'denied' | null
  reason: number | null
  /** Which logs have told the answer. */
  answered: readonly LogEntry['source'][]
  requests: number
  discards: number
  /** Of discards the last reason. */
  discardReason: number | null
  /** What the extension did last. */
  extension: 'accepted' | 'rejected' | 'failed' | 'asked-code' | 'passed-by' | null
  code: string | null
  aadsts: number | null
  handle: number | null
  key: string | null
  trait: LogEntry['trait']
  /** The client was asked for more (a code, or a step of EAP). */
  challenged: boolean
}

/** Lists have no room to grow, as an empty one that is pushed to has: they hold one thing, and there are many. */
const none: readonly never[] = []

export const begin = ({at}: LogEntry): Attempt => ({
  first: at,
  last: at,
  user: null,
  domain: null,
  nas: null,
  server: null,
  method: null,
  policy: null,
  thread: null,
  threads: none,
  turn: -1,
  answer: null,
  reason: null,
  answered: none,
  requests: 0,
  discards: 0,
  discardReason: null,
  extension: null,
  code: null,
  aadsts: null,
  handle: null,
  key: null,
  trait: null,
  challenged: false,
})

/** Adds to an attempt what one record tells. */
export function take(attempt: Attempt, told: LogEntry): void {
  attempt.first = Math.min(attempt.first, told.at)
  attempt.last = Math.max(attempt.last, told.at)
  attempt.user ??= told.user
  attempt.domain ??= told.domain
  attempt.nas ??= told.nas
  attempt.server ??= told.server
  attempt.method ??= told.method
  attempt.policy ??= told.policy
  if (told.source !== 'accounting') attempt.thread ??= told.thread
  attempt.trait ??= told.trait
  switch (told.kind) {
    case 'request':
      attempt.requests++
      break
    case 'granted':
    case 'denied':
      attempt.answer = told.kind
      attempt.reason = told.reason ?? attempt.reason
      attempt.answered = [...attempt.answered, told.source]
      break
    case 'discarded':
      attempt.discards++
      attempt.discardReason = told.reason
      break
    case 'challenged':
      attempt.challenged = true
      break
    case 'asked-code':
      attempt.challenged = true
      attempt.extension ??= told.kind
      break
    case 'passed-by':
      attempt.extension ??= told.kind
      attempt.code ??= told.code
      break
    case 'accepted':
    case 'rejected':
    case 'failed':
      attempt.extension = told.kind
      attempt.code = told.code
      attempt.aadsts = told.aadsts ?? attempt.aadsts
      attempt.handle = told.handle ?? attempt.handle
      attempt.key = told.key ?? attempt.key
  }
}
