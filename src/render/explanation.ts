import type {ExplainedCause, ExplainedCheck, Explanation, Recognised} from '../core/explanation.ts'
import {plain} from '../core/words.ts'
import {disruptions} from './cause-words.ts'
import {owners} from './owners.ts'

const label = 10
const mostPieces = 5
const enough: Readonly<Record<string, string>> = {high: 'sure', medium: 'likely', low: 'possible'}

/** The answer to read out: what was recognised, what it means, who must act, how to make sure, the cure, what else it may be. */
export function renderExplanation(explanation: Explanation, width: number): string {
  const {verdict, causes, recognised, unrecognised, nearest, checks = []} = explanation
  if (checks.length > 0) return ended(checks.flatMap((check) => whole(check, width)))
  const [first, ...others] = causes
  return ended([
    ...wrap(plain(verdict), 0, width),
    '',
    ...recognised.slice(0, mostPieces).flatMap((piece) => seen(piece, width)),
    ...(recognised.length > mostPieces ? row('', `and ${recognised.length - mostPieces} more`, width) : []),
    ...(unrecognised > 0 && first
      ? row('Unknown', `${unrecognised} other ${unrecognised === 1 ? 'piece' : 'pieces'} of the text`, width)
      : []),
    ...(first ? detail(first, width) : []),
    ...others.flatMap((cause, i) => row(i === 0 ? 'Else' : '', brief(cause), width)),
    ...(nearest.length > 0
      ? row('Nearest', `${nearest.join(', ')} (spelled alike; not what the text says)`, width)
      : []),
  ])
}

const ended = (lines: readonly string[]) => `${lines.join('\n').trimEnd()}\n`

/** A check that was asked about as a whole: what it stands between, and every way it can end. */
function whole(check: ExplainedCheck, width: number): string[] {
  const {id, title, perUser, facts, permissions, after, explains, endings} = check
  const learnt = facts.length > 0
  const list = (name: string, values: readonly string[], more = '') =>
    values.length > 0 ? row(name, `${values.join(', ')}${more}`, width) : []
  return [
    ...wrap(`${id}: ${title}.`, 0, width),
    '',
    ...list('Looks at', facts, perUser ? ' (for every --user)' : ''),
    ...permissions.flatMap((permission, i) => row(i === 0 ? 'Needs' : '', permission, width)),
    ...list('Follows', after, ' (red, they explain it)'),
    ...list('Explains', explains),
    ...(learnt ? [''] : []),
    ...endings.flatMap(({code, status, message}) => [
      ...row(status, code, width),
      ...row('', message, width),
    ]),
    '',
    ...row('Cure', `npsmfa explain ${endings[0]?.code ?? id}`, 1_000),
    ...(learnt ? row('Look', `npsmfa check ${id}`, 1_000) : []),
    '',
  ]
}

function seen({what, codes, not, user, line}: Recognised, width: number): string[] {
  const named = codes.length > 0 ? `${codes.join(' + ')}: ${what}` : what
  const whom = user === null ? '' : `, user ${user}`
  return [
    ...row('Seen', `${plain(named)} (line ${line}${plain(whom)})`, width),
    ...(not ? row('But not', not, width) : []),
  ]
}

function detail(cause: ExplainedCause, width: number): string[] {
  const {causeId, confidence, confirm, owner, disrupts, run = []} = cause
  const steps = cause.do.filter((step) => !run.includes(step))
  const nothingToDo = cause.benign && steps.length === 0
  return [
    ...(nothingToDo && causeId === null
      ? []
      : row('Cause', `${causeId ?? 'see above'}, ${enough[confidence]}`, width)),
    ...(nothingToDo ? [] : row('Who acts', owners[owner], width)),
    ...steps.flatMap((step, i) =>
      row(i === 0 ? 'Cure' : '', steps.length > 1 ? `${i + 1}. ${plain(step)}` : plain(step), width),
    ),
    // A command is not wrapped, so that it can be copied whole.
    ...run.map((command) => `  > ${plain(command)}`),
    ...(disrupts ? row('Disrupts', disruptions[disrupts], width) : []),
    ...(confirm.length > 0 ? row('Make sure', `npsmfa check ${confirm.join(' ')}`, 1_000) : []),
  ]
}

const brief = ({causeId, cause, confirm}: ExplainedCause) =>
  `${plain(cause)} (${causeId ?? confirm[0] ?? 'unlisted'})`

const row = (name: string, text: string, width: number): string[] =>
  wrap(text, label + 2, width).map((line, i) =>
    i === 0 ? `  ${name.padEnd(label)}${line.trimStart()}` : line,
  )

/** Lines of at most `width` columns, each indented; a word that is longer stands alone. */
function wrap(text: string, indent: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one)
}
