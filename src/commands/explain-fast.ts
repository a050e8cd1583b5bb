import {readFileSync} from 'node:fs'
import type {Own} from '../explain/all-own-codes.ts'
import {explainText} from './explain-text.ts'

/** The way of bin/run.js to `explain`, without oclif and the library: the endings of our checks are in a file. */
export async function main(argv: readonly string[], root: string): Promise<void> {
  const own = () => JSON.parse(readFileSync(`${root}dist/codes.json`, 'utf8')) as Own
  // A reader that has seen enough (| head) closes the pipe.
  process.stdout.on('error', ({code}: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exitCode = 2
  })
  try {
    const words = argv.filter((arg) => arg !== '--json' && arg !== '--')
    await explainText(words, argv.includes('--json'), own)
  } catch (error) {
    const {name, message, stack} = error as Error
    const usage = name === 'UsageError'
    const bug = `this is a bug in npsmfa, please report it with these lines.\n${stack}`
    process.stderr.write(`npsmfa: ${usage ? message : bug}\n`)
    process.exitCode = usage ? 2 : 70
  }
}
