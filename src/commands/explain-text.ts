import {closeSync, fstatSync, openSync, readSync} from 'node:fs'
import type {Explanation} from '../core/explanation.ts'
import {UsageError} from '../core/usage-error.ts'
import {jsonText} from '../core/words.ts'
import type {Own} from '../explain/all-own-codes.ts'
import {longestInput} from '../explain/clean.ts'
import {explain} from '../explain/explain.ts'
import {mayBeOwn} from '../explain/own-codes.ts'
import {renderExplanation} from '../render/explanation.ts'
import {lookOf} from './look.ts'

/** Twice, for UTF-16. */
const longestFile = longestInput * 2

/** `npsmfa explain`: reads what was given, prints the answer, sets the exit status. */
export async function explainText(given: readonly string[], json: boolean, own: () => Own): Promise<void> {
  const text = textOf(given)
  const explanation = explain(text, mayBeOwn(text) ? own() : undefined)
  process.exitCode = known(explanation) ? 0 : 3
  process.stdout.write(
    json ? `${jsonText(explanation)}\n` : renderExplanation(explanation, lookOf(true).width),
  )
}

const known = ({causes, recognised}: Explanation) => causes.length + recognised.length > 0

/** Words of the command line, a file that they name, or standard input. */
function textOf(given: readonly string[]): string {
  const typed = given.join(' ')
  if (typed === '-' || (typed === '' && !process.stdin.isTTY)) return decode(bytesOf(0))
  if (typed === '')
    throw new UsageError(
      'Give an error code, a log line in quotes, a file, or - for standard input: npsmfa explain ESTS_TOKEN_ERROR.',
    )
  const file = given.length === 1 && typed.length < 1_024 ? openFile(typed) : null
  if (file === null) return typed
  try {
    return decode(bytesOf(file))
  } finally {
    closeSync(file)
  }
}

/** Null for what is no file's name: then it is the text itself. */
function openFile(name: string): number | null {
  try {
    const file = openSync(name, 'r')
    if (fstatSync(file).isDirectory()) throw new UsageError('That is a folder; name one file of it.')
    return file
  } catch (error) {
    const {code} = error as {code?: string}
    if (error instanceof UsageError) throw error
    if (code === 'EACCES' || code === 'EPERM')
      throw new UsageError('That file may not be read by this account; give a copy of it.')
    if (code === 'EISDIR') throw new UsageError('That is a folder; name one file of it.')
    return null
  }
}

function bytesOf(file: number): Buffer {
  const buffer = Buffer.alloc(longestFile)
  let length = 0
  while (length < longestFile) {
    const read = readSome(file, buffer, length)
    if (read === 0) break
    length += read
  }
  return buffer.subarray(0, length)
}

/** An empty terminal or pipe answers "try again"; on Windows a closed pipe is an error. */
function readSome(file: number, buffer: Buffer, at: number): number {
  for (;;)
    try {
      return readSync(file, buffer, at, Math.min(65_536, buffer.length - at), null)
    } catch (error) {
      const {code} = error as {code?: string}
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN')
        throw new UsageError(`The text could not be read (${code}); give it in another way.`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
}

/** Windows writes exports in UTF-16 with a mark, or without one. */
function decode(bytes: Buffer): string {
  const [a, b] = bytes
  const wide = (a === 0xff && b === 0xfe) || (bytes.length > 3 && a !== 0 && b === 0 && bytes[3] === 0)
  return bytes.toString(wide ? 'utf16le' : 'utf8')
}
