import {randomBytes} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'

export interface Writing {
  /** Permissions of a new file; on Windows those of its folder apply. */
  mode: number
  /** Whether a file that is there already gives way; else it is an error with the code EEXIST. */
  replace: boolean
}

/**
 * Writes a file whole or not at all: what was there stays until the new content is on the disk. Throws the system's
 * error; a device or a pipe is written to as it is.
 */
export function writeWhole(file: string, content: string | Buffer, {mode, replace}: Writing): void {
  const there = statSync(file, {throwIfNoEntry: false})
  if (there && !there.isFile()) {
    writeFileSync(file, content)
    return
  }
  // A link to the file stays a link, whether or not the file is there yet.
  const target = there ? realpathSync(file) : endOf(file)
  const [folder, name] = [dirname(target), basename(target)]
  const half = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`)
  sweep(folder, name)
  try {
    fill(half, content, mode)
    if (replace) renameSync(half, target)
    else appear(half, target)
  } finally {
    rmSync(half, {force: true})
  }
}

/** Where the links end that lead to a file that is not there; the system's error where they lead round. */
function endOf(file: string): string {
  const link = lstatSync(file, {throwIfNoEntry: false})?.isSymbolicLink()
  return link ? endOf(resolve(dirname(file), readlinkSync(file))) : file
}

/** Nobody writes for so long, in milliseconds. */
const abandonedMs = 60_000
/** What is between a half file's name and the file's. */
const random = /^[0-9a-f]{12}$/

/** Removes the halves that a killed run has left of this file. */
function sweep(folder: string, name: string): void {
  try {
    for (const found of readdirSync(folder)) {
      const half = found.startsWith(`.${name}.`) && found.endsWith('.tmp')
      if (!half || !random.test(found.slice(name.length + 2, -4))) continue
      const file = join(folder, found)
      if (Date.now() - lstatSync(file).mtimeMs > abandonedMs) rmSync(file)
    }
  } catch {
    // What cannot be tidied up is no reason not to write.
  }
}

/** A file system without links can only be asked before. */
const linkless = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR']

function appear(half: string, target: string): void {
  try {
    linkSync(half, target)
  } catch (error) {
    if (!linkless.includes((error as {code?: string}).code ?? '')) throw error
    if (statSync(target, {throwIfNoEntry: false})) throw Object.assign(new Error(), {code: 'EEXIST'})
    renameSync(half, target)
  }
}

function fill(file: string, content: string | Buffer, mode: number): void {
  const open = openSync(file, 'wx', mode)
  try {
    const bytes = Buffer.from(content)
    for (let at = 0; at < bytes.length; ) at += writeSync(open, bytes, at)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}
