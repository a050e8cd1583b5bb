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

export interface RootCause {
  code: string
  status: 'fail' | 'warn'
  message: string
  owner: Owner
  since: string | null
  scope: string
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
