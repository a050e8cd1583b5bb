import {extname, join} from 'node:path'
import {collector} from '../collector.ts'
import {notX64} from '../door.ts'
import {notWindows, withoutWindows} from '../unsupported.ts'
import {type ChangesDoor, longestWaitMs, type WinChanges} from './api.ts'

/** The same file beside this one, as TypeScript source or in the bundle. */
const program = () => join(import.meta.dirname, `changes-child${extname(import.meta.filename)}`)

/** Windows keeps whoever starts a service waiting for up to 30 s by itself (ServicesPipeTimeout); in milliseconds. */
const callMs = longestWaitMs + 30_000

/** Windows as this machine has it, to be changed; on another system every call rejects. */
export function windowsChanges(): ChangesDoor {
  const hindrance = process.platform !== 'win32' ? notWindows : process.arch !== 'x64' ? notX64 : null
  if (hindrance) return {changes: withoutWindows(hindrance), close() {}}
  const {api, close} = collector<WinChanges>({program: program(), limitMs: callMs, does: changing})
  return {changes: api, close}
}

const changing = {process: 'the process that changes Windows', at: 'worked at'}
