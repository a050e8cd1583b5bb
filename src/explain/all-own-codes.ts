import type {AnyCheck} from '../core/check.ts'
import type {AnyProbe} from '../core/probe.ts'
import {codeOf, type LogCause, layers} from '../logs/causes/cause.ts'
import {everyLogCause} from '../logs/every-cause.ts'
import {withoutCause} from '../logs/report.ts'
import {signInsEndings} from '../logs/verdict.ts'
import {type OwnCheck, ofLogs, ownChecksOf} from './own-checks.ts'
import {type OwnCode, ownCodesOf} from './own-codes.ts'

/** Everything of ours that can be asked about. */
export interface Own {
  codes: readonly OwnCode[]
  checks: readonly OwnCheck[]
}

/** Everything that a report may name: the checks and their endings, and the causes in logs. */
export const allOwn = <World>(checks: readonly AnyCheck[], probes: readonly AnyProbe<World>[]): Own => ({
  codes: [
    ...ownCodesOf(checks),
    ...signInsEndings,
    ...everyLogCause().map(inLogs),
    ...layers.flatMap((layer) => Object.values(withoutCause(layer))),
  ],
  checks: [...ownChecksOf(checks, probes), ...ofLogs],
})

const inLogs = (cause: LogCause): OwnCode => ({
  code: codeOf(cause),
  status: cause.status,
  message: cause.message,
  hint: {do: cause.do, owner: cause.owner, disrupts: cause.disrupts},
  cause: {id: cause.causeId, confirm: cause.confirm},
})
