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

/** The endings of checks, as `explain` reads them. */
export const ownCodesOf = (
  checks: readonly {id: string; outcomes: Readonly<Record<string, Omit<OwnCode, 'code'>>>}[],
): OwnCode[] =>
  checks.flatMap(({id, outcomes}) =>
    Object.entries(outcomes).map(([ending, {status, message, hint}]) => ({
      code: `${id}/${ending}`,
      status,
      message,
      ...(hint ? {hint} : {}),
    })),
  )

/** Looks like one of our codes: "cert.expiry/expired", "cert.expiry". */
const shape = /\b([a-z]+\.[a-z][a-z-]{1,40})(?:\/([a-z][a-z-]{1,40}))?(?![\w.])/gi

export const mayBeOwn = (text: string): boolean => new RegExp(shape).test(text.slice(0, 4_000))

/** The endings that a text names; of a check alone those that mean something to do. */
export function ownIn(text: string, codes: readonly OwnCode[]): OwnCode[] {
  return [...text.slice(0, 4_000).matchAll(shape)].slice(0, 20).flatMap(([whole, check = '']) => {
    const exact = codes.filter(({code}) => code === whole.toLowerCase())
    if (exact.length > 0) return exact
    return codes.filter(
      ({code, hint}) => code.startsWith(`${check.toLowerCase()}/`) && hint && !whole.includes('/'),
    )
  })
}

/** Slots are filled on a machine; here stands what they are. */
export const withoutSlots = (text: string) => text.replace(/\{(\w+)\}/g, '[$1]')

export function causeOf({code, message, status, hint, cause}: OwnCode): ExplainedCause {
  const check = code.split('/')[0]!
  const listed = causes.filter(({confirm, unlisted}) => !unlisted && confirm.includes(check))
  const only = listed.length === 1 && status === 'fail' ? listed[0]!.id : null
  return {
    code,
    causeId: cause?.id ?? only,
    cause: withoutSlots(message),
    benign: status === 'pass' || status === 'skip',
    confidence: 'high',
    confirm: [...(cause?.confirm ?? [check])],
    do: [...(hint?.do ?? []), ...(hint?.run ?? [])].map(withoutSlots),
    owner: hint?.owner ?? 'server',
    docs: code,
  }
}
