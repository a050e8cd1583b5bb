import {styleText} from 'node:util'
import type {Status} from '../core/outcome.ts'

export interface Look {
  /** Columns of the terminal. */
  width: number
  colour: boolean
  /** Only glyphs that the fonts of the Windows console have. */
  plainGlyphs: boolean
}

const fancy: Readonly<Record<Status, string>> = {pass: '✔', warn: '⚠', fail: '✖', skip: '–', unknown: '?'}
const simple: Readonly<Record<Status, string>> = {pass: '√', warn: '‼', fail: '×', skip: '-', unknown: '?'}
const colours = {pass: 'green', warn: 'yellow', fail: 'red', skip: 'gray', unknown: 'magenta'} as const

export const glyph = (status: Status, look: Look): string =>
  paint((look.plainGlyphs ? simple : fancy)[status], colours[status], look)

export const paint = (text: string, style: Parameters<typeof styleText>[0], {colour}: Look): string =>
  colour ? styleText(style, text, {validateStream: false}) : text
