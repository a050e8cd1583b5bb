import {accessSync, constants, statSync} from 'node:fs'
import {dirname} from 'node:path'
import {UsageError} from '../../core/usage-error.ts'
import {type Writing, writeWhole} from '../../world/write-whole.ts'

/** A file that the user named, and the flag or argument it was named by. */
export interface NamedFile {
  file: string
  given: string
}

const unwritable = ({given}: NamedFile, error: unknown) => {
  const {code} = error as {code?: string}
  return code === 'EEXIST'
    ? new UsageError(
        `The file given by ${given} is there already and is not written over; give another name, or --force.`,
      )
    : new UsageError(
        `The file given by ${given} cannot be written (${code}); give a path in a folder that exists.`,
      )
}

/** Before the run, not after it: a result that cannot be written is a run for nothing. */
export function assertWritable(named: NamedFile, {replace}: Pick<Writing, 'replace'>): void {
  try {
    accessSync(dirname(named.file), constants.W_OK)
    const there = statSync(named.file, {throwIfNoEntry: false})
    if (there?.isDirectory()) throw Object.assign(new Error(), {code: 'EISDIR'})
    if (there?.isFile() && !replace) throw Object.assign(new Error(), {code: 'EEXIST'})
  } catch (error) {
    throw unwritable(named, error)
  }
}

/** Writes it whole or not at all. */
export function writeNamed(named: NamedFile, content: string | Buffer, how: Writing): void {
  try {
    writeWhole(named.file, content, how)
  } catch (error) {
    throw unwritable(named, error)
  }
}
