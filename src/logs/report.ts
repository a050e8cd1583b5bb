import type {Attempts, Finding, LogRootCause, ReportHint, Span} from '../core/report.ts'
import {fill} from '../core/words.ts'
import {codeOf, type Layer, type LogCause, layers} from './causes/cause.ts'
import type {Counted} from './counted.ts'
import {dimensions} from './dimensions.ts'
import type {LogEntry} from './entry.ts'
import {type Named, namedIn} from './named.ts'
import type {Summary} from './summary.ts'
import {whom} from './words.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const span = ({count, first, last}: Counted): Span => ({count, first: iso(first), last: iso(last)})
/** More rows help nobody; those with the most refusals come first. */
const mostRows = 100

export function attemptsOf({outcomes, goods, bads, duplicates}: Summary): Attempts {
  const by = (dimension: 'user' | 'nas') =>
    [...new Set([...bads.by[dimension].keys(), ...goods.by[dimension].keys()])]
      .map((value) => {
        const [good, bad] = [goods.by[dimension].get(value), bads.by[dimension].get(value)]
        const both = [good, bad].flatMap((one) => one ?? [])
        return {
          value,
          accepted: good?.count ?? 0,
          refused: bad?.count ?? 0,
          first: iso(Math.min(...both.map(({first}) => first))),
          last: iso(Math.max(...both.map(({last}) => last))),
        }
      })
      .sort((a, b) => b.refused - a.refused || b.accepted - a.accepted)
      .slice(0, mostRows)
  return {
    outcomes: Object.fromEntries([...outcomes].map(([name, counted]) => [name, span(counted)])),
    lastGood: goods.all ? iso(goods.all.last) : null,
    duplicates,
    byUser: by('user').map(({value, ...row}) => ({user: value, ...row})),
    byNas: by('nas').map(({value, ...row}) => ({nas: value, ...row})),
  }
}

export const hintOf = (cause: LogCause): ReportHint => ({
  do: [...cause.do],
  run: cause.confirm.length > 0 ? [`npsmfa check ${cause.confirm.join(' ')}`] : [],
  docs: codeOf(cause),
  owner: cause.owner,
  disrupts: cause.disrupts,
})

/** Within the scope: a failure elsewhere may have had another reason. */
function countOf({where: {scope}, failures}: Named): number {
  const [dimension, ...value] = scope.split(':')
  const within = dimensions.find((one) => one === dimension)
  return (within ? failures.by[within].get(value.join(':')) : failures.all)?.count ?? failures.all!.count
}

export function messageOf(named: Named): string {
  const {cause, failures} = named
  const message = fill(cause.message, {
    whom: whom(named),
    told: failures.told ?? 'no code',
    count: countOf(named),
  })
  return message[0]!.toUpperCase() + message.slice(1)
}

function rootCause(named: Named, all: readonly Named[]): LogRootCause {
  const {cause, where, failures} = named
  const code = codeOf(cause)
  return {
    code,
    status: cause.status,
    message: messageOf(named),
    owner: cause.owner,
    since: iso(where.since),
    lastGood: where.lastGood === null ? null : iso(where.lastGood),
    scope: where.scope,
    changedBefore: [],
    explains: [...new Set(all.filter(({because}) => because.includes(code)).map((one) => codeOf(one.cause)))],
    hint: hintOf(cause),
    causeId: cause.causeId,
    over: where.over,
    seen: {users: failures.by.user.size, ...span(failures.all!)},
  }
}

/** The logs that would show a fault of the layer; one of them is enough. */
const logsOf: Readonly<Record<Layer, readonly LogEntry['source'][]>> = {
  mfa: ['extension'],
  service: ['system'],
  transport: ['system'],
  'first-factor': ['security', 'accounting'],
  token: ['extension'],
  network: ['extension'],
  extension: ['extension'],
  user: ['extension'],
  method: ['extension'],
  action: ['extension'],
  timing: ['security', 'accounting', 'extension'],
}

const logNames: Readonly<Record<LogEntry['source'], string>> = {
  security: 'the Security log (6272 to 6274)',
  accounting: 'the NPS accounting log',
  extension: 'the extension’s logs (AuthZOptCh, AuthZAdminCh)',
  gateway: 'the RD Gateway’s log',
  system: 'the System log (source NPS)',
}

const titles: Readonly<Record<Layer, string>> = {
  mfa: 'Whoever is let in was asked for the second factor',
  service: 'NPS runs and reaches what it needs',
  transport: 'RADIUS requests reach NPS and are well signed',
  'first-factor': 'NPS accepts names, passwords and policies',
  token: 'The extension is given its token',
  network: 'The token service and the MFA service answer',
  extension: 'The extension decides',
  user: 'The MFA service knows who signs in',
  method: 'RADIUS carries what people are asked for',
  action: 'People approve',
  timing: 'Clients wait for the second factor',
}

export const titleOf = (layer: Layer): string => titles[layer]

/** How a layer ends of which no log names a cause. */
export const withoutCause = (layer: Layer) =>
  ({
    quiet: {status: 'pass', code: `logs.${layer}/quiet`, message: 'These logs show nothing against it.'},
    skipped: {
      status: 'skip',
      code: `logs.${layer}/skipped`,
      message: `Nothing was told by ${logsOf[layer].map((source) => logNames[source]).join(' or ')}, which would show it.`,
    },
  }) as const

/** The findings, one for a layer that is in order and one for every cause; and the causes that nothing else explains. */
export function judgedLogs(summary: Summary): {rootCauses: LogRootCause[]; findings: Finding[]} {
  const all = namedIn(summary)
  const roots = all.filter(({because}) => because.length === 0)
  const findings = layers.flatMap((layer): Finding[] => {
    const base = {check: `logs.${layer}`, area: 'logs', title: titles[layer]}
    const here = all.filter(({cause}) => cause.layer === layer)
    if (here.length === 0) {
      const {quiet, skipped} = withoutCause(layer)
      const told = logsOf[layer].some((source) => summary.seen.has(source)) ? quiet : skipped
      return [{...base, ...told, because: [], hint: {}}]
    }
    return here.map((named) => ({
      ...base,
      status: named.cause.status,
      code: codeOf(named.cause),
      message: messageOf(named),
      because: named.because,
      hint: hintOf(named.cause),
    }))
  })
  return {rootCauses: roots.map((named) => rootCause(named, all)), findings}
}
