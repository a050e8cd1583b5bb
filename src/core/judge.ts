import type {AnyCheck} from './check.ts'
import {type Blocked, type EvidenceRecord, type NotKnown, unasked} from './evidence.ts'
import {evidenceKey, type Fact, type Facts} from './fact.ts'
import type {Hint, Status} from './outcome.ts'
import {fill, fillCommand, plain, type Slot} from './words.ts'

/** A check's ending on this machine, before causes are folded. */
export interface Judgement {
  check: string
  title: string
  status: Status
  /** `<check>/<ending>`, or `<check>/skipped` and `<check>/unknown`. */
  code: string
  message: string
  hint: Hint | null
  /** ISO time since when it holds, where the facts tell. */
  since: string | null
  user: string | null
}

const noUser: NotKnown = {known: false, why: 'not-asked', detail: 'no user was named (--user UPN)'}
const neverLearnt: NotKnown = {known: false, why: 'not-asked', detail: 'it is not in this evidence'}

/** Judges every check over a record; pure, so a record replays to the same judgements. */
export function judge(
  checks: readonly AnyCheck[],
  record: EvidenceRecord,
  users: readonly string[],
): Judgement[] {
  return checks.flatMap((check) => {
    if (!check.perUser) return [judgeOne(check, record, null)]
    return users.length === 0
      ? [missing(check, null, [noUser])]
      : users.map((u) => judgeOne(check, record, u))
  })
}

function judgeOne(check: AnyCheck, record: EvidenceRecord, user: string | null): Judgement {
  const known: Record<string, unknown> = {}
  const learn = (facts: Facts) =>
    Object.entries(facts).flatMap(([name, fact]: [string, Fact<unknown>]) => {
      const evidence = record[evidenceKey(fact, user)] ?? neverLearnt
      if (!evidence.known) return [evidence]
      known[name] = evidence.value
      return []
    })
  const absent = learn(check.needs)
  // What was never asked for ends the matter; what else is missing has findings of its own.
  if (absent.length > 0) return missing(check, user, absent.some(unasked) ? absent.filter(unasked) : absent)
  const alternatives = learn(check.anyOf)
  if (alternatives.length > 0 && alternatives.length === Object.keys(check.anyOf).length) {
    return missing(check, user, alternatives)
  }
  learn(check.wants)
  return worded(
    check,
    user,
    check.judge(known, (ending, slots = {}) => ({ending, slots})),
  )
}

/** What cannot be judged: looked and could not tell is unknown, not looked at is skip. */
function missing(check: AnyCheck, user: string | null, absent: readonly (NotKnown | Blocked)[]): Judgement {
  const telling = absent.find((e) => !unasked(e)) ?? absent[0]!
  const status = unasked(telling) ? 'skip' : 'unknown'
  const code = `${check.id}/${status === 'skip' ? 'skipped' : 'unknown'}`
  const message = plain(telling.detail)
  return {check: check.id, title: check.title, status, code, message, hint: null, since: null, user}
}

function worded(
  check: AnyCheck,
  user: string | null,
  verdict: {ending: string; slots: Readonly<Record<string, Slot>>},
): Judgement {
  const outcome = check.outcomes[verdict.ending]!
  const words = (text: string) => fill(text, verdict.slots)
  const hint = outcome.hint
    ? {
        ...outcome.hint,
        do: outcome.hint.do.map(words),
        run: (outcome.hint.run ?? []).map((command) => fillCommand(command, verdict.slots)),
      }
    : null
  return {
    check: check.id,
    title: check.title,
    status: outcome.status,
    code: `${check.id}/${verdict.ending}`,
    message: words(outcome.message),
    hint,
    since: sinceOf(verdict.slots, outcome.since),
    user,
  }
}

function sinceOf(slots: Readonly<Record<string, Slot>>, name: string | undefined): string | null {
  const slot = name === undefined ? undefined : slots[name]
  // What began can have a year of four digits only.
  const told = typeof slot === 'object' && 'time' in slot && /^\d{4}-/.test(slot.time) ? slot.time : null
  // A day is one from its midnight on.
  return told?.length === 10 ? `${told}T00:00:00Z` : told
}
