import type {Look} from '../render/style.ts'

/** How to print: on this process' terminal, or (`toStdout` false) into a file. */
export function lookOf(toStdout: boolean): Look {
  const terminal = toStdout && process.stdout.isTTY
  return {
    width: Math.min(terminal ? process.stdout.columns : 100, 120),
    colour: terminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    plainGlyphs: process.platform === 'win32' && !process.env.WT_SESSION,
  }
}
