import type {ExplainedCheck, Explanation, Recognised} from '../core/explanation.ts'
import type {Status} from '../core/outcome.ts'
import type {Own} from './all-own-codes.ts'
import type {OwnCheck} from './own-checks.ts'
import {causeOf, checkOf, namesIn, type OwnCode, pageOf, withoutSlots} from './own-codes.ts'

/** Codes of our own that a text names, else checks as wholes; null where it names neither. */
export function explainOwn(text: string, own: Own): Explanation | null {
  const names = namesIn(text)
  const codes = names.flatMap((name) => own.codes.filter(({code}) => code === name))
  const bare = codes.length > 0 ? [] : names
  const checks = bare.flatMap((name) => own.checks.filter(({id}) => id === name))
  if (codes.length + checks.length === 0) return null
  const causes = [...codes, ...checks.flatMap((check) => endingsOf(check, own))].map(causeOf)
  return {
    schema: 'npsmfa.explanation/1',
    verdict: codes.length > 0 ? causes[0]!.cause : checks.map(sentence).join(' '),
    causes,
    recognised: [
      ...codes.map(({code, status, cause}) => seen(`${cause ? inLogs : ofCheck}: ${status}`, code)),
      ...checks.map(({id}) => seen('one of npsmfa’s checks', id)),
    ],
    unrecognised: 0,
    nearest: [],
    ...(checks.length > 0 ? {checks: checks.map((check) => explained(check, own))} : {}),
  }
}

const inLogs = 'a cause that npsmfa finds in logs'
const ofCheck = 'an ending of one of npsmfa’s checks'
const seen = (what: string, code: string): Recognised => ({
  line: 1,
  what,
  codes: [code],
  user: null,
  cid: null,
})
const sentence = ({id, title}: OwnCheck) => `${id}: ${title}.`

/** What to act on comes first. */
const order: readonly Status[] = ['fail', 'warn', 'unknown', 'pass', 'skip']

/** How a check can end, what to act on first. */
export const endingsOf = ({id}: Pick<OwnCheck, 'id'>, {codes}: Own): OwnCode[] =>
  codes
    .filter((code) => checkOf(code) === id)
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))

const explained = (check: OwnCheck, own: Own): ExplainedCheck => ({
  ...check,
  endings: endingsOf(check, own).map(({code, status, message}) => ({
    code,
    status,
    message: withoutSlots(message),
  })),
  docs: pageOf(check.id),
})
