import {stat} from 'node:fs/promises'
import {openChannels} from '../world/logs/channels.ts'
import {openLog} from '../world/logs/log-file.ts'
import type {WinApi} from '../world/windows/api.ts'
import {type EntryLog, entryLog, localClock} from './entry-log.ts'
import {LogReader} from './log-reader.ts'

export interface OpenLogs {
  logs: EntryLog[]
  close(): Promise<void>
}

/** From this size on a log is read in a thread of its own, which takes as long to start as some megabytes to read. */
const worthAThread = 16_777_216

/** What cannot be looked at is no large one; why not is told when it is read. */
const isLarge = (file: string): Promise<boolean> =>
  stat(file).then(
    ({size}) => size >= worthAThread,
    () => false,
  )

/** Opens the logs that were named: large ones in one thread beside this. */
export async function openFiles(files: readonly string[]): Promise<OpenLogs> {
  const instant = localClock()
  const large = await Promise.all(files.map(isLarge))
  const reader = large.includes(true) ? new LogReader() : null
  const here: {close(): Promise<void>}[] = []
  const logs = await Promise.all(
    files.map(async (file, index) => {
      if (reader && large[index]) return reader.log(file)
      // A name that no file has may be a secret in the wrong place.
      const log = await openLog(file, `FILE ${index + 1}`)
      here.push(log)
      return entryLog(log, instant)
    }),
  )
  return {
    logs,
    async close() {
      await Promise.all(here.map((log) => log.close()))
      await reader?.close()
    },
  }
}

/** Opens the live channels. */
export async function openLive(windows: WinApi): Promise<OpenLogs> {
  const instant = localClock()
  const logs = await openChannels(windows)
  return {logs: logs.map((log) => entryLog(log, instant)), close: async () => {}}
}
