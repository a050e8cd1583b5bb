import {hostname, userInfo} from 'node:os'
import type {Machine} from '../facts/machine.ts'
import type {WinApi} from '../world/windows/api.ts'

/** This machine, as it is. */
export async function thisMachine(source: Machine['source'], windows: WinApi): Promise<Machine> {
  const platform = process.platform
  const named = {name: hostname(), as: userInfo().username, elevated: process.getuid?.() === 0}
  if (platform !== 'win32') return {...named, platform, source}
  const known = await windows.identity().catch(() => null)
  if (!known) return {...named, platform, source}
  return {name: known.computer, platform, as: known.account, elevated: known.elevated, source}
}
