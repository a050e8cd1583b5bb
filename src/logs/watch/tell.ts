import type {ToldAttempt} from '../../core/attempt.ts'
import {fill} from '../../core/words.ts'
import type {Attempt} from '../attempt.ts'
import type {Blame} from '../blame.ts'
import {codeOf, type LogCause} from '../causes/cause.ts'
import type {LogEntry} from '../entry.ts'
import {causeOf, type Shape} from '../signals.ts'

/** What is said of an attempt, or of a request that came to none. */
type Subject = Pick<LogEntry, 'user' | 'domain' | 'nas' | 'server' | 'method'> & {first: number; last: number}

const iso = (ms: number) => new Date(ms).toISOString()

const about = ({first, last, user, domain, nas, server, method}: Subject) =>
  ({
    schema: 'npsmfa.attempt/1',
    at: iso(first),
    last: iso(last),
    ...{user, domain, nas, server, method},
  }) as const

/** Where there is nothing to do. */
const nothing = {code: null, causeId: null, told: null, owner: null, do: []}

/** An attempt that has ended, by whom it is blamed on. */
export function ended(
  attempt: Attempt,
  {outcome, signal, told}: Blame,
  shape: Shape,
  revised: boolean,
): ToldAttempt {
  const base = {...about(attempt), outcome, open: false, revised, count: 1}
  const by = outcome === 'accepted-without-mfa' ? 'mfa/off' : signal
  const cause = by === null ? null : causeOf(by, shape)
  if (!cause)
    return {
      ...base,
      ...nothing,
      status: worked[outcome] ? 'pass' : 'unknown',
      message: worked[outcome] ?? unsaid,
    }
  const message = by === 'mfa/off' ? passedBy : sentence(cause, whom(attempt, shape), told)
  return {...base, ...blamed(cause), told, message}
}

/** A request that NPS dropped before it came to a sign-in; null for what is no such thing. */
export function dropped(event: LogEntry): ToldAttempt | null {
  const cause = causeOf(`system/${event.code}`, {
    people: 0,
    nobodyElse: false,
    scope: 'nas:',
    onGateway: false,
  })
  if (cause?.layer !== 'transport') return null
  return {
    ...about({...event, first: event.at, last: event.at}),
    ...{outcome: 'unanswered', open: false, revised: false, count: 1, told: event.code},
    ...blamed(cause),
    message: sentence(cause, quoted(event.nas ?? 'unknown'), event.code),
  }
}

/** An attempt that nobody has answered yet. */
export const waiting = (attempt: Attempt, message: string): ToldAttempt => ({
  ...about(attempt),
  ...{outcome: 'unanswered', open: true, revised: false, count: 1, status: 'unknown'},
  ...nothing,
  message,
})

const worked: Readonly<Record<string, string>> = {
  accepted: 'The second factor was given.',
  'accepted-mfa-not-seen': 'Whether with a second factor, these logs do not tell.',
}
const unsaid = 'No answer of NPS was logged.'
const passedBy = 'NPS let the user in, and the extension was not asked for a second factor.'

const blamed = (cause: LogCause) => ({
  status: cause.status,
  code: codeOf(cause),
  causeId: cause.causeId,
  owner: cause.owner,
  do: [...cause.do],
})

const quoted = (name: string) => `“${name}”`

const whom = ({nas}: Attempt, {people, scope}: Shape) =>
  people < 2 ? 'the user' : scope.startsWith('nas:') ? quoted(nas ?? 'unknown') : 'everybody'

/** What the causes' texts say of many at once, which one sign-in is not. */
const counts =
  /, \{count\} times|\{count\} times, | \(\{count\} (?:times|requests)\)|: \{count\} were dropped|\{count\} requests of |, \{whom\}(?=\))/g

/** A cause in the words of logs, for one sign-in. */
export function sentence({message}: LogCause, who: string, told: string | null): string {
  const text = fill(message.replace(counts, ''), {whom: who, told: told ?? 'no code'})
  return text[0]!.toUpperCase() + text.slice(1)
}
