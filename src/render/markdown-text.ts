import {visible} from '../core/words.ts'

/** Words between blanks, quotes and brackets. */
const words = /[^\s|`<>()[\]{}"“”„«»,;]+/g
/** Addresses, names of hosts, people and values: what a reader of Markdown makes a link or an emphasis of. */
const technical = /\S[._]\S|[@\\]|\p{L}:\S|\/\//u
const meaningful = /[\\`*_[\]<>#|~&$]/g

/** Foreign text as one line of Markdown (CommonMark, GitHub's) that stays text: no HTML, no link, no emphasis, no table cell. */
export function markdownText(text: string): string {
  const line = visible(text).trim()
  let from = 0
  const parts: string[] = []
  for (const {0: word, index} of line.matchAll(words)) {
    const [, name = '', end = ''] = /^(.*?)([.:!?…]*)$/s.exec(word)!
    parts.push(escaped(line.slice(from, index)), code(name), escaped(end))
    from = index + word.length
  }
  parts.push(escaped(line.slice(from)))
  // What would begin a list or a heading's underline.
  return parts.join('').replace(/^(\d+(?=[.)])|(?=[-+=]))/, '$1\\')
}

/** Nothing has a meaning inside of code, not even a backslash. */
const code = (word: string) => (technical.test(word) ? `\`${word}\`` : escaped(word))

const escaped = (text: string) => text.replace(meaningful, (c) => (c === '|' ? '&#124;' : `\\${c}`))

/** A command to copy, in a fence that it cannot close. */
export function fenced(command: string): string {
  const line = visible(command)
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}powershell\n${line}\n${fence}`
}

/** A table of cells that are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
