import {asStep, silences} from '../../catalogue/radius-silence.ts'
import type {Judged, RadiusTest} from '../../core/radius.ts'
import type {Finding} from '../../core/report.ts'

/** Each decides where those before it let it: is there an answer, of whom, and to which factor. */
const deciding = ['radius.answers', 'radius.secret', 'radius.first-factor', 'radius.mfa']
/** What was seen beside the verdict. */
const beside = ['radius.timing', 'radius.message-authenticator', 'radius.attributes-after-challenge']

/** How it usually is, and nothing to tell. */
const usual = ['radius.timing/quick', 'radius.attributes-after-challenge/no-code']

/** To a NAS it is all the same: nothing came. */
const silent = [
  ...Object.keys(silences),
  ...['radius.answers/other-source', 'radius.answers/unproven', 'radius.secret/differs'],
]

const exits = {accepted: 0, refused: 1, silence: 3, undetermined: 3} as const

/** What a test sign-in over RADIUS means, from what the checks say of it. */
export function judge({legs}: RadiusTest, findings: readonly Finding[]): Judged {
  const of = (checks: readonly string[]) =>
    checks.flatMap((check) => findings.find((finding) => finding.check === check) ?? [])
  const decided = of(deciding)
  const root = decided.find(
    ({status, because}) => status !== 'pass' && status !== 'skip' && because.length === 0,
  )
  const decider = root ?? decided.at(-1)!
  const seen = of(beside).filter(({status, code}) => status !== 'skip' && !usual.includes(code))
  const causes = silences[decider.code] ?? []
  const known = causes.map(asStep)
  const outcome = outcomeOf(decider, legs.at(-1)?.ended)
  return {
    outcome,
    status: outcome === 'accepted' && decider.status === 'warn' ? 'warn' : statuses[outcome],
    exit: exits[outcome],
    code: decider.code,
    verdict: decider.message,
    notes: seen.map(({message}) => message),
    causes: [...causes],
    next: [decider, ...seen].flatMap(stepsOf).filter((step) => !known.includes(step)),
  }
}

const statuses = {accepted: 'pass', refused: 'fail', silence: 'unknown', undetermined: 'unknown'} as const

function outcomeOf({code, status}: Finding, ended: string | undefined): Judged['outcome'] {
  if (silent.includes(code)) return 'silence'
  if (status === 'unknown') return 'undetermined'
  if (ended === 'accept') return 'accepted'
  return ended === 'reject' ? 'refused' : 'undetermined'
}

const stepsOf = ({hint}: Finding): string[] => (hint.do ? [...hint.do, ...(hint.run ?? [])] : [])
