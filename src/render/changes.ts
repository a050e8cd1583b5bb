import type {ChangesReport} from '../core/changes.ts'
import {plain, visible} from '../core/words.ts'
import {disruptions} from './cause-words.ts'
import {columns} from './columns.ts'
import {glyph, type Look} from './style.ts'

const marks = {
  'nothing-to-do': 'pass',
  refused: 'unknown',
  planned: 'skip',
  applied: 'pass',
  undone: 'pass',
  failed: 'fail',
  'half-done': 'fail',
} as const satisfies Record<ChangesReport['state'], string>

/** A plan, or what came of it, for people. */
export function renderChanges(report: ChangesReport, look: Look): string {
  const {tool, command, at, state, exit, verdict, steps, left, notes} = report
  const status = state === 'applied' && exit !== 0 ? (exit === 1 ? 'fail' : 'unknown') : marks[state]
  return [
    `${tool.name} ${tool.version} · ${plain(command)} · ${at.slice(0, 16).replace('T', ' ')} UTC\n`,
    ...steps.map((step, index) => told(step, index, look)),
    ...(left.length === 0
      ? []
      : [
          `${state === 'refused' ? 'Missing' : 'Still to be taken back'}\n${columns(
            left.map((one) => ['  •', plain(one)]),
            [4],
            look.width,
          )}`,
        ]),
    ...(notes.length === 0
      ? []
      : [
          `Also\n${columns(
            notes.map((one) => ['  •', plain(one)]),
            [4],
            look.width,
          )}`,
        ]),
    columns([[glyph(status, look), `${plain(verdict)} (exit ${exit})`]], [2], look.width),
  ].join('\n')
}

function told(
  {what, now, then, undo, byHand, disrupts}: ChangesReport['steps'][number],
  index: number,
  look: Look,
): string {
  const rows = [
    ['', 'Now', now],
    ['', 'Then', then],
    ['', 'Disrupts', disruptions[disrupts]],
    ['', 'Undone by', undo],
  ].map(([a, b, text]) => [a!, b!, plain(text!)])
  // A command that is cut off is none.
  const commands = byHand.map((line) => `   > ${visible(line)}\n`).join('')
  return `${index + 1}. ${plain(what)}\n${columns(rows, [3, 10], look.width)}${commands}`
}
