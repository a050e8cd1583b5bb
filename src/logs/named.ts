import {codeOf, type LogCause, layers} from './causes/cause.ts'
import type {Failures} from './counted.ts'
import {lasting, type Nature, type Scope, scopeOf} from './scope.ts'
import {causeOf} from './signals.ts'
import type {Summary} from './summary.ts'
import {together} from './together.ts'

/** A cause as the logs show it. */
export interface Named {
  signal: string
  cause: LogCause
  failures: Failures
  where: Scope
  /** Codes of the causes that this one is explained by. */
  because: string[]
}

const natures: readonly (readonly [RegExp, Nature])[] = [
  [/^mfa\//, 'none'],
  [/^system\/nps-(?:13|17|18|4418)$/, 'nas'],
  [/^(?:result|user|first-factor|method|timing|action)\//, 'user'],
]
const natureOf = (signal: string): Nature => natures.find(([pattern]) => pattern.test(signal))?.[1] ?? 'all'

/** A stray packet of an unknown client is no fault, and a controller that was silent once was found again. */
const atLeast: Readonly<Record<string, number>> = {
  'system/nps-13': 3,
  'system/nps-4401': 3,
  'system/vpn-failed': 1,
}

const goodsFor = (signal: string, {proved, goods}: Summary) => (signal.startsWith('mfa/') ? proved : goods)

/** Several codes of one cause are that cause once. */
function once(all: readonly Named[], summary: Summary): Named[] {
  const byCode = Map.groupBy(all, ({cause}) => codeOf(cause))
  return [...byCode.values()].map((alike) => {
    const most = alike.reduce((a, b) => (b.failures.all!.count > a.failures.all!.count ? b : a))
    if (alike.length === 1) return most
    const failures = together(alike.map((one) => one.failures))
    return {
      ...most,
      failures,
      where: scopeOf(failures, goodsFor(most.signal, summary), natureOf(most.signal)),
    }
  })
}

/** All causes that the logs name: roots first, in causal order, of a layer the widest first. */
export function namedIn(summary: Summary): Named[] {
  const each = [...summary.failures].flatMap(([signal, failures]): Named[] => {
    const {count} = failures.all!
    if (count < (atLeast[signal] ?? 1)) return []
    // Where as many were proved by somebody of another name, the two logs only call people differently.
    if (signal === 'mfa/off' && summary.unanswered >= count) return []
    const where = scopeOf(failures, goodsFor(signal, summary), natureOf(signal))
    const cause = causeOf(signal, {
      people: failures.by.user.size,
      nobodyElse: nobodyElse(failures, summary),
      scope: where.scope,
      onGateway: summary.gateway.begun + summary.gateway.refused > 0,
    })
    return cause === null ? [] : [{signal, cause, failures, where, because: []}]
  })
  const all = once(each, summary).filter(({cause, where}) => !selfCured(cause, where))
  all.sort((a, b) => layers.indexOf(a.cause.layer) - layers.indexOf(b.cause.layer) || width(b) - width(a))
  for (const [index, effect] of all.entries())
    for (const cause of all.slice(0, index))
      if (cause.because.length === 0 && explains(cause, effect)) effect.because.push(codeOf(cause.cause))
  // What comes later in a sign-in may explain what came to nothing earlier.
  for (const effect of all)
    if (effect.because.length === 0)
      for (const cause of all)
        if (
          cause !== effect &&
          cause.because.length === 0 &&
          explains(cause, effect) &&
          !explains(effect, cause)
        )
          effect.because.push(codeOf(cause.cause))
  return all
}

/** A mistyped password, a prompt that was refused once: the next sign-in worked, and nobody has to do anything. */
const selfCured = ({status, layer}: LogCause, {over}: Scope) =>
  over && status === 'warn' && (layer === 'action' || layer === 'first-factor' || layer === 'timing')

const width = ({failures}: Named) => failures.by.user.size

/** Nobody got in at the clients where it fails, while it fails. */
function nobodyElse(failures: Failures, {goods}: Summary): boolean {
  const {first, last} = failures.all!
  const within = (good: {first: number; last: number} | undefined) =>
    good !== undefined && good.last >= first && good.first <= last
  return failures.by.nas.size > 0
    ? !lasting(failures, goods, 'nas').some((nas) => within(goods.by.nas.get(nas)))
    : !within(goods.all)
}

const slackMs = 600_000

function explains({cause, failures, where}: Named, effect: Named): boolean {
  const kinds = [effect.signal, `${effect.cause.layer}/${effect.cause.name}`]
  const declared = cause.explains.some((kind) =>
    kinds.some((one) => one === kind || one.startsWith(`${kind}/`)),
  )
  const [mine, theirs] = [failures.all!, effect.failures.all!]
  const overlaps =
    theirs.last >= mine.first - slackMs &&
    theirs.first <= mine.last + slackMs &&
    theirs.first >= mine.first - slackMs
  return declared && overlaps && sameSignIns(where.scope, failures, effect.failures)
}

/** What befalls everybody befalls these too; else it must be the same people, or the same client. */
function sameSignIns(scope: string, cause: Failures, effect: Failures): boolean {
  if (scope === 'all' || scope.startsWith('server:')) return true
  const within = (dimension: 'user' | 'nas') => {
    const values = [...effect.by[dimension].keys()]
    return values.length > 0 && values.every((value) => cause.by[dimension].has(value))
  }
  return scope.startsWith('nas:') ? within('nas') : within('user')
}
