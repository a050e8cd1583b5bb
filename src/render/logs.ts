import type {Attempts, LogReport, LogRootCause} from '../core/report.ts'
import {plain, time, took} from '../core/words.ts'
import {columns} from './columns.ts'
import {glyph, type Look, paint} from './style.ts'
import {renderCause} from './text-cause.ts'

const outcomes: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  'accepted-without-mfa': 'accepted without a second factor',
  'accepted-mfa-not-seen': 'accepted (the extension’s log of that time is not here)',
  'refused-first-factor': 'refused by NPS before MFA',
  'refused-by-extension': 'refused by the extension',
  'extension-failed': 'not decided: the extension failed, NPS stayed silent',
  'code-not-given': 'asked for a code that never came',
  unanswered: 'unanswered',
}

/** For people: the causes with since and whom, what happened to all attempts, what was read and what was not. */
export function renderLogs(report: LogReport, look: Look): string {
  const {tool, sources, tookMs, findings} = report
  const header = `${tool.name} ${tool.version} · ${sources.length === 1 ? '1 log' : `${sources.length} logs`} · ${took(tookMs)}`
  return [
    columns([[paint(header, 'gray', look)]], [], look.width),
    ...report.rootCauses.map((cause) => renderCause(cause, findings, look) + history(cause, look)),
    counts(report.attempts, look),
    read(report, look),
    verdict(report, look),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function history({lastGood, over, seen}: LogRootCause, look: Look): string {
  const row = (label: string, value: string) => ['', paint(label, 'gray', look), value]
  const people = seen.users > 0 ? ` of ${seen.users === 1 ? 'one person' : `${seen.users} people`}` : ''
  return columns(
    [
      ...(lastGood === null ? [row('Last good', 'none in these logs')] : []),
      row('Seen', `${seen.count} times${people}, last ${time(seen.last)}`),
      ...(over ? [row('Now', 'a sign-in has worked again since')] : []),
    ],
    [2, 10],
    look.width,
  )
}

function counts({outcomes: counted, duplicates}: Attempts, look: Look): string {
  const rows = Object.entries(counted).map(([name, {count, first, last}]) => [
    '',
    String(count),
    `${outcomes[name] ?? name}, ${first === last ? time(first) : `${time(first)} to ${time(last)}`}`,
  ])
  if (duplicates > 0) rows.push(['', String(duplicates), 'repeated requests that NPS dropped, as it should'])
  return rows.length === 0
    ? ''
    : `${paint('Sign-in attempts', 'bold', look)}\n${columns(rows, [2, 8], look.width)}`
}

function read({sources, findings}: LogReport, look: Look): string {
  const rows = sources.map(({file, formats, records, unreadable, error, notes}) => {
    const parts = [
      ...(error === null || records > 0
        ? [
            `${records} ${records === 1 ? 'record' : 'records'}${formats.length > 0 ? ` (${formats.join(', ')})` : ''}`,
          ]
        : []),
      ...(unreadable > 0 ? [`${unreadable} that cannot be read`] : []),
      ...(error === null ? [] : [plain(error)]),
      ...notes.map(plain),
    ]
    const status = records === 0 ? 'unknown' : error !== null || unreadable > 0 ? 'warn' : 'pass'
    return [`  ${glyph(status, look)}`, `${plain(file)}: ${parts.join('; ')}`]
  })
  const unseen = [...new Set(findings.filter(({status}) => status === 'skip').map(({message}) => message))]
  const missing = unseen.map((message) => [`  ${glyph('skip', look)}`, message])
  return `${paint('Read', 'bold', look)}\n${columns([...rows, ...missing], [4], look.width)}`
}

function verdict({exit, partial, findings}: LogReport, look: Look): string {
  const open = findings.find(({status}) => status === 'unknown')
  const [status, words] =
    exit === 3
      ? (['unknown', open?.message ?? 'Nothing of this could be read as a log.'] as const)
      : exit === 1
        ? (['fail', 'See the cause above.'] as const)
        : (['pass', 'No fault is visible in these logs.'] as const)
  const early = partial ? ' Ended early: this is of what had been read by then.' : ''
  const said = `${paint(words + early, 'bold', look)} ${paint(`(exit ${partial ? 130 : exit})`, 'gray', look)}`
  const {do: steps = [], run: commands = []} = exit === 3 ? (open?.hint ?? {}) : {}
  const rows = [[glyph(status, look), said], ...steps.map((step, index) => ['', `${index + 1}. ${step}`])]
  // A command is not wrapped, so that it can be copied whole.
  return [columns(rows, [2], look.width), ...commands.map((command) => `  > ${command}\n`)].join('')
}
