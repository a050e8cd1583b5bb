import {statSync} from 'node:fs'
import {openLog} from '../world/logs/log-file.ts'
import {type EntryLog, entryLog, localClock} from './entry-log.ts'
import {LogReader} from './log-reader.ts'

export interface OpenLogs {
  logs: EntryLog[]
  close(): Promise<void>
}

/** From this size on a log is read in a thread of its own, which takes as long to start as some megabytes to read. */
const worthAThread = 16_777_216

const isLarge = (file: string): boolean => {
  const {size = 0} = statSync(file, {throwIfNoEntry: false}) ?? {}
  return size >= worthAThread
}

/** Opens the logs that were named: large ones in one thread beside this. */
export async function openFiles(files: readonly string[]): Promise<OpenLogs> {
  const instant = localClock()
  const reader = files.some(isLarge) ? new LogReader() : null
  const logs = await Promise.all(
    files.map(async (file, index) =>
      reader && isLarge(file)
        ? reader.log(file)
        : // A name that no file has may be a secret in the wrong place.
          entryLog(await openLog(file, `FILE ${index + 1}`), instant),
    ),
  )
  return {
    logs,
    async close() {
      await Promise.all(logs.map((log) => log.close()))
      await reader?.close()
    },
  }
}
