import type {WinApi} from './api.ts'
import {notWindows, withoutWindows} from './unsupported.ts'

export interface WindowsDoor {
  api: WinApi
  close(): void
}

/** Windows as this machine has it; on another system a door behind which there is nothing. */
export function windowsDoor(): WindowsDoor {
  return {api: withoutWindows(notWindows), close() {}}
}
