import {cut} from '../../core/words.ts'

/** Markup that a page may hold as it is; only this file makes it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
export type Part = Markup | string | number | readonly Part[]

/** A message names several things; of a longer one nobody reads the rest. */
const longest = 2_000
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => cut(text, longest).replace(/[&<>"']/g, (c) => entities[c]!)

function markupOf(part: Part): string {
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(markupOf).join('') : escaped(String(part))
}

/** A template of markup: whatever is put into it is text, or the value of an attribute in quotes, unless it is markup itself. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(String.raw({raw: literals}, ...parts.map(markupOf)))

/** Nothing at all. */
export const none = new Markup('')

/** Text of our own, such as the style, that HTML takes as it is. */
export const ours = (text: string): Markup => new Markup(text)
