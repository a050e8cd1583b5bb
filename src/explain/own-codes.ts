import {causes} from '../catalogue/causes.ts'
import type {ExplainedCause} from '../core/explanation.ts'
import type {Hint, Status} from '../core/outcome.ts'

/** A declared ending of a check, or a cause that logs can name. */
export interface OwnCode {
  code: string
  status: Status
  message: string
  hint?: Hint
  /** Of a cause in logs: its row in the catalogue, and the checks that confirm it. */
  cause?: {id: string; confirm: readonly string[]}
}

export const checkOf = ({code}: Pick<OwnCode, 'code'>): string => code.split('/')[0]!

interface Endings {
  id: string
  outcomes: Readonly<Record<string, Omit<OwnCode, 'code'>>>
}

/** The endings of checks, as `explain` reads them: those that they declare, and what becomes of facts that are not known. */
export const ownCodesOf = (checks: readonly Endings[]): OwnCode[] =>
  checks.flatMap(({id, outcomes}) => [
    ...Object.entries(outcomes).map(([ending, {status, message, hint}]) => ({
      code: `${id}/${ending}`,
      status,
      message,
      ...(hint ? {hint} : {}),
    })),
    {
      code: `${id}/unknown`,
      status: 'unknown',
      message: 'Looked, and could not tell: {reason}.',
      hint: lookAgain(id),
    },
    {code: `${id}/skipped`, status: 'skip', message: 'Not looked at: {reason}.'},
  ])

const lookAgain = (id: string): Hint => ({
  do: [
    'The message names what could not be learnt and why, such as a permission that is missing: cure that.',
    'Look again; on stderr it tells how each fact was learnt.',
  ],
  run: [`npsmfa check ${id} --debug`],
  owner: 'server',
  disrupts: 'nothing',
})

/** Looks like one of our codes: "cert.expiry/expired", "cert.expiry". */
const shape = /\b([a-z]+\.[a-z][a-z-]{1,40})(?:\/([a-z][a-z-]{1,40}))?(?![\w.])/gi

export const mayBeOwn = (text: string): boolean => new RegExp(shape).test(text.slice(0, 4_000))

/** The codes of ours that a text may name, a check's alone too, in small letters. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.slice(0, 4_000).matchAll(shape)].slice(0, 20).map(([name]) => name.toLowerCase())),
]

/** Slots are filled on a machine; here stands what they are. */
export const withoutSlots = (text: string) => text.replace(/\{(\w+)\}/g, '[$1]')

export function causeOf({code, message, status, hint, cause}: OwnCode): ExplainedCause {
  const check = checkOf({code})
  const listed = causes.filter(({confirm, unlisted}) => !unlisted && confirm.includes(check))
  const only = listed.length === 1 && status === 'fail' ? listed[0]!.id : null
  const run = (hint?.run ?? []).map(withoutSlots)
  return {
    code,
    causeId: cause?.id ?? only,
    cause: withoutSlots(message),
    benign: status === 'pass' || status === 'skip',
    confidence: 'high',
    confirm: cause ? [...cause.confirm] : check.startsWith('logs.') ? [] : [check],
    do: [...(hint?.do ?? []).map(withoutSlots), ...run],
    ...(run.length > 0 ? {run} : {}),
    owner: hint?.owner ?? 'server',
    ...(hint ? {disrupts: hint.disrupts} : {}),
    docs: pageOf(code),
  }
}

/** Where the page of a check tells of one of its endings. */
export const pageOf = (code: string): string => {
  const [check, ending] = code.split('/')
  return `docs/checks/${check}.md${ending === undefined ? '' : `#${ending}`}`
}
