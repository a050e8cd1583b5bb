import {visible} from '../core/words.ts'

/** Splits at blanks, quotes and brackets; what is between them is every second part. */
const words = /([^\s|`<>()[\]{}"“”„«»,;]+)/
/** Addresses, names of hosts, people and values: what a reader of Markdown makes a link or an emphasis of. */
const technical = /\S[._]\S|[@\\]|\p{L}:\S|\/\//u
/** Outside of code, where every backslash is. */
const meaningful = /[`*_[\]<>#|~&$]/g

/** Foreign text as one line of Markdown (CommonMark, GitHub's) that stays text: no HTML, no link, no emphasis, no table cell. */
export const markdownText = (text: string): string =>
  visible(text)
    .trim()
    .split(words)
    .map((part, i) => (i % 2 === 1 ? word(part) : escaped(part)))
    .join('')
    // What would begin a list or a heading's underline.
    .replace(/^(\d+(?=[.)])|(?=[-+=]))/, '$1\\')

/** Nothing has a meaning inside of code, not even a backslash. */
function word(text: string): string {
  const [, name = '', end = ''] = /^(.*?)([.:!?…]*)$/s.exec(text)!
  return (technical.test(name) ? `\`${name}\`` : escaped(name)) + end
}

const escaped = (text: string) => text.replace(meaningful, '\\$&')

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
