import type {WinApi} from '../../world/windows/api.ts'
import type {Folders} from './dll-path.ts'
import {dataOf} from './registry-value.ts'

const currentVersion = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion'

/** Where this Windows keeps its programs and itself. */
export async function foldersOf(windows: WinApi): Promise<Folders> {
  const [{systemFolder: system}, key] = await Promise.all([
    windows.system(),
    windows.registry(currentVersion),
  ])
  const programs = dataOf(key, 'ProgramFilesDir')
  const drive = system.slice(0, 2)
  return {system, programs: typeof programs === 'string' && programs ? programs : `${drive}\\Program Files`}
}
