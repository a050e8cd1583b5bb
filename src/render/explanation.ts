import type {ExplainedCause, Explanation, Recognised} from '../core/explanation.ts'
import {plain} from '../core/words.ts'
import {owners} from './owners.ts'

const label = 10
const mostPieces = 5
const enough: Readonly<Record<string, string>> = {high: 'sure', medium: 'likely', low: 'possible'}

/** The answer to read out: what was recognised, what it means, who must act, how to make sure, the cure, what else it may be. */
export function renderExplanation(explanation: Explanation, width: number): string {
  const {verdict, causes, recognised, unrecognised, nearest} = explanation
  const [first, ...others] = causes
  const lines = [
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
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function seen({what, codes, not, user, line}: Recognised, width: number): string[] {
  const named = codes.length > 0 ? `${codes.join(' + ')}: ${what}` : what
  const whom = user === null ? '' : `, user ${user}`
  return [
    ...row('Seen', `${plain(named)} (line ${line}${plain(whom)})`, width),
    ...(not ? row('But not', not, width) : []),
  ]
}

function detail({causeId, confidence, confirm, do: steps, owner}: ExplainedCause, width: number): string[] {
  return [
    ...row('Cause', `${causeId ?? 'see above'}, ${enough[confidence]}`, width),
    ...row('Who acts', owners[owner], width),
    ...steps.flatMap((step, i) =>
      row(i === 0 ? 'Cure' : '', steps.length > 1 ? `${i + 1}. ${plain(step)}` : plain(step), width),
    ),
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
