import type {Finding, RootCause} from '../core/report.ts'
import {plain, time} from '../core/words.ts'
import {disruptions, scope, since} from './cause-words.ts'
import {columns} from './columns.ts'
import {consequencesOf} from './consequences.ts'
import {owners} from './owners.ts'
import {glyph, type Look, paint} from './style.ts'

const indent = '  '

/** One root cause: the sentence to read aloud, whom it hits, who must act, the cure, and what it explains. */
export function renderCause(cause: RootCause, findings: readonly Finding[], look: Look): string {
  const {hint} = cause
  const steps = hint.do ?? []
  const row = (label: string, value: string) => ['', paint(label, 'gray', look), value]
  const before = [
    row('For', scope(cause.scope)),
    ...(cause.since === null ? [] : [row('Since', since(cause))]),
    ...cause.changedBefore.map(({what, at}, i) =>
      row(i === 0 ? 'Changed' : '', `${time(at)}: ${plain(what)}`),
    ),
    row('Who acts', owners[cause.owner]),
    ...steps.map((step, i) => row(i === 0 ? 'Cure' : '', steps.length > 1 ? `${i + 1}. ${step}` : step)),
  ]
  const after = [row('Disrupts', disruptions[hint.disrupts ?? 'nothing']), row('Code', cause.code)]
  const table = (rows: string[][]) => columns(rows, [2, 10], look.width)
  // A command is not wrapped, so that it can be copied whole.
  const commands = (hint.run ?? []).map(
    (command) => `${indent}${paint('> ', 'gray', look)}${paint(command, 'cyan', look)}\n`,
  )
  const sentence = columns([[glyph(cause.status, look), paint(cause.message, 'bold', look)]], [2], look.width)
  return [sentence, table(before), ...commands, table(after), consequences(cause, findings, look)].join('')
}

function consequences(cause: RootCause, findings: readonly Finding[], look: Look): string {
  const folded = consequencesOf(cause, findings)
  if (folded.length === 0) return ''
  const rows = folded.map((f) => [`${indent}  ${glyph(f.status, look)}`, f.code])
  return `${indent}${paint('This also explains', 'gray', look)}\n${columns(rows, [6], look.width)}`
}
