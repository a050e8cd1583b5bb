import type {Status} from '../../core/outcome.ts'
import {html, type Markup, ours} from './markup.ts'

/** What a state is called; colour alone tells nobody. */
export const stateWords: Readonly<Record<Status, string>> = {
  pass: 'in order',
  warn: 'warning',
  fail: 'failing',
  skip: 'not looked at',
  unknown: 'not known',
}

/** From bad to good: what is not known is not good. */
const severity: readonly Status[] = ['fail', 'unknown', 'warn', 'pass', 'skip']

export const worst = (statuses: readonly Status[]): Status =>
  severity.find((status) => statuses.includes(status)) ?? 'skip'

/** Glyphs on a field of 16 by 16, for no font has them all. */
const glyphs: Readonly<Record<Status, string>> = {
  pass: 'M4.5 8.4 7 10.9 11.6 5.6',
  fail: 'M5.3 5.3 10.7 10.7M10.7 5.3 5.3 10.7',
  warn: 'M8 4V8.8M8 11.6V12',
  unknown: 'M5.9 6.2C6 3.6 10.1 3.7 10.1 6.2 10.1 7.7 8 7.8 8 9.4M8 11.9V12.2',
  skip: 'M5 8H11',
}

/** A disc with the glyph on it, to be placed within a picture. */
export const badge = (status: Status): Markup =>
  html`<g class="badge ${status}"><circle cx="8" cy="8" r="8"/><path d="${ours(glyphs[status])}"/></g>`

/** The same beside text, where the word says what it shows. */
export const icon = (status: Status): Markup =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${badge(status)}</svg>`

/** Glyph and word. */
export const state = (status: Status, words: string = stateWords[status]): Markup =>
  html`<span class="state ${status}">${icon(status)} ${words}</span>`
