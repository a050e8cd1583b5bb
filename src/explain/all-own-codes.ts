import {codeOf, type LogCause} from '../logs/causes/cause.ts'
import {logCauses} from '../logs/signals.ts'
import {type OwnCode, ownCodesOf} from './own-codes.ts'

/** Everything that a report may name: the endings of checks, and the causes in logs. */
export const allOwnCodes = (checks: Parameters<typeof ownCodesOf>[0]): OwnCode[] => [
  ...ownCodesOf(checks),
  ...Object.values(logCauses).map(ofLogs),
]

const ofLogs = (cause: LogCause): OwnCode => ({
  code: codeOf(cause),
  status: cause.status,
  message: cause.message,
  hint: {do: cause.do, owner: cause.owner, disrupts: cause.disrupts},
  cause: {id: cause.causeId, confirm: cause.confirm},
})
