import type {Disruption, Owner, Status} from './outcome.ts'

export interface ReportHint {
  do: string[]
  run: string[]
  /** The code under which `npsmfa explain` and docs/ tell more. */
  docs: string
  owner: Owner
  disrupts: Disruption
}

export interface Finding {
  check: string
  area: string
  title: string
  status: Status
  code: string
  message: string
  /** Codes of the root causes that explain it. */
  because: string[]
  /** Empty where there is nothing to do. */
  hint: ReportHint | Record<string, never>
  /** The user it speaks of, in checks that are made for every user. */
  user?: string
}

/** Something that was changed, with its ISO time. */
export interface Change {
  what: string
  at: string
}

export interface RootCause {
  code: string
  status: 'fail' | 'warn'
  message: string
  owner: Owner
  /** ISO: the first refusal that logs show, else what the facts tell; null where nothing tells. */
  since: string | null
  /** ISO: the last sign-in within the scope that worked before; null where none was seen. */
  lastGood: string | null
  scope: string
  /** What changed between the last good sign-in and the first refusal, the latest first. */
  changedBefore: Change[]
  explains: string[]
  hint: ReportHint | Record<string, never>
}

export type Verdict = 'healthy' | 'red' | 'undetermined'

/** `npsmfa.report/1`: names and fields are a contract; add, never rename. */
export interface Report {
  schema: 'npsmfa.report/1'
  tool: {name: 'npsmfa'; version: string}
  at: string
  machine: {name: string; platform: string; as: string; elevated: boolean; source: string}
  status: Verdict
  exit: 0 | 1 | 3
  rootCauses: RootCause[]
  findings: Finding[]
  /** What since and scope could not be taken from: logs that are off, unreadable, or too short. */
  notSeen: string[]
  tookMs: number
}

const exits = {healthy: 0, red: 1, undetermined: 3} as const

/** Red when something fails (with `strict` also when something warns), else undetermined when something asked for is unknown. */
export function verdict(findings: readonly Finding[], strict: boolean): {status: Verdict; exit: 0 | 1 | 3} {
  const has = (status: Status) => findings.some((f) => f.status === status)
  const red = has('fail') || (strict && has('warn'))
  const status = red ? 'red' : has('unknown') ? 'undetermined' : 'healthy'
  return {status, exit: exits[status]}
}
