import type {AnyCheck} from '../core/check.ts'
import {UsageError} from '../core/usage-error.ts'

const named = (check: AnyCheck, name: string) => check.id === name || check.id.startsWith(`${name}.`)

/** Whether a name is a check's id or an area. */
export const isNamed = (checks: readonly AnyCheck[], name: string): boolean =>
  checks.some((check) => named(check, name))

/** The checks that --only and --skip leave; names are check ids or areas. */
export function select(
  checks: readonly AnyCheck[],
  only: readonly string[],
  skip: readonly string[],
): AnyCheck[] {
  if (![...only, ...skip].every((name) => isNamed(checks, name)))
    throw new UsageError('There is no such check and no such area; npsmfa list names them all.')
  const chosen = checks.filter(
    (check) => (only.length === 0 || only.some((n) => named(check, n))) && !skip.some((n) => named(check, n)),
  )
  if (chosen.length > 0) return chosen
  throw new UsageError('--only and --skip leave no check to look at; leave one of them out.')
}
