import {constants, openSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {journalNames, journalPath} from '../../changes/journal-name.ts'
import {fileFailure, text} from '../files.ts'
import type {Lib} from '../lib.ts'
import {existingFolder, ownFolder} from './folder.ts'

/** MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH: it answers when the disk has it. */
const replaceAndFlush = 0x1 | 0x8
/** UV_FS_O_EXLOCK (libuv, uv/win.h): nobody else can open the file while it is open, however its process ends. */
const exclusive = 0x1000_0000
/** A process that was just ended may take so long to let go, in milliseconds. */
const lingersMs = 500

export function journals(lib: Lib): string[] {
  const folder = existingFolder(lib)
  return folder === null ? [] : journalNames(attempt('FindFirstFileW', () => readdirSync(folder)))
}

export function readJournal(lib: Lib, name: string): string | null {
  const folder = existingFolder(lib)
  const file = journalPath(folder ?? '', name)
  return folder === null ? null : text(file)
}

export function writeJournal(lib: Lib, name: string, content: string): void {
  const file = journalPath(ownFolder(lib), name)
  const half = `${file}.new`
  try {
    attempt('WriteFile', () => writeFileSync(half, content, {flush: true}))
    lib.must('MoveFileExW', half, file, replaceAndFlush)
  } catch (error) {
    rmSync(half, {force: true})
    throw error
  }
}

export function removeJournal(lib: Lib, name: string): void {
  const folder = existingFolder(lib)
  const file = journalPath(folder ?? '', name)
  if (folder !== null) attempt('DeleteFileW', () => rmSync(file, {force: true}))
}

/** A file that this process keeps open; null where another process has it. */
export async function takeLock(lib: Lib): Promise<number | null> {
  const file = `${ownFolder(lib)}\\lock`
  const until = performance.now() + lingersMs
  for (;;) {
    try {
      return openSync(file, constants.O_RDWR | constants.O_CREAT | exclusive)
    } catch (error) {
      if ((error as {code?: string}).code !== 'EBUSY') throw fileFailure('CreateFileW', error)
      if (performance.now() > until) return null
    }
    await sleep(50)
  }
}

function attempt<T>(call: string, what: () => T): T {
  try {
    return what()
  } catch (error) {
    throw fileFailure(call, error)
  }
}
