import {accessSync, constants, statSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
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
    : new UsageError(`The file given by ${given} cannot be written (${code}); ${instead(code ?? '')}.`)
}

const instead = (code: string): string =>
  ({
    ENOSPC: 'make room there, or give a path where there is some',
    EDQUOT: 'make room there, or give a path where there is some',
    EACCES: 'give a path in a folder that this account may write to',
    EPERM: 'give a path in a folder that this account may write to',
    EROFS: 'give a path in a folder that can be written to',
    EISDIR: 'it is a folder: give the path of a file',
  })[code] ?? 'give a path in a folder that exists'

/** One file cannot be two: of a bundle and the map of its aliases only one would be left, under the name of the other. */
export function assertDistinct(named: readonly NamedFile[]): void {
  const first = (path: string) => named.find(({file}) => resolve(file) === path)!
  const twice = named.find((one) => first(resolve(one.file)) !== one)
  if (twice)
    throw new UsageError(
      `${first(resolve(twice.file)).given} and ${twice.given} name the same file; give each its own.`,
    )
}

/** Before the run, not after it: a result that cannot be written is a run for nothing. */
export function assertWritable(named: NamedFile, {replace}: Pick<Writing, 'replace'>): void {
  // To others "-" is the standard output, which leaving --output out already is.
  if (['', '-'].includes(named.file))
    throw new UsageError(`${named.given} needs the path of a file; for one that is called -, give ./-.`)
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
