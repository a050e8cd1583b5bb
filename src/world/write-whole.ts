import {randomBytes} from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {basename, dirname, join} from 'node:path'

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
  // A link to the file stays a link.
  const target = there ? realpathSync(file) : file
  const half = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    fill(half, content, mode)
    if (replace) renameSync(half, target)
    else appear(half, target)
  } finally {
    rmSync(half, {force: true})
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
