import {CannotKnow} from '../../core/evidence.ts'
import type {WinApi} from './api.ts'
import {collector} from './collector.ts'
import {notWindows, withoutWindows} from './unsupported.ts'

export interface WindowsDoor {
  api: WinApi
  close(): void
}

export const notX64 = new CannotKnow(
  'unsupported',
  'Windows can be asked by the x64 build of Node.js only; use the portable npsmfa',
)

/** Windows as this machine has it; on another system a door behind which there is nothing. */
export function windowsDoor(): WindowsDoor {
  const closed = (reason: CannotKnow) => ({api: withoutWindows<WinApi>(reason), close() {}})
  if (process.platform !== 'win32') return closed(notWindows)
  return process.arch === 'x64' ? collector() : closed(notX64)
}
