import {isDeepStrictEqual} from 'node:util'
import {authSrvKey} from '../../catalogue/extension-dlls.ts'
import {fileName} from '../../checks/registered-dll.ts'
import type {RegistryValue} from '../../world/windows/api.ts'
import {ChangeFailed, defineChange} from '../change.ts'
import {type Found, found, mustBeRestorable, setByHand, shown} from '../registry.ts'

/** `list`: the value that NPS reads its list from; `path`: of the DLL. */
type Args = {list: 'AuthorizationDLLs' | 'ExtensionDLLs'; path: string}

/** A DLL of the extension in a list of NPS. The lines of others stay, and their order. */
export const listedDll = defineChange<Args, Found>({
  kind: 'listed-dll',
  look: ({list}, {doors}) => found(doors, authSrvKey, list),
  words: ({list, path}, now) => ({
    what: `Let NPS load ${path}`,
    now: `${list}: ${shown(now)}`,
    then: `${list}: ${shown(listing(list, path, now))}. NPS loads it from its next start on. The file is looked for first: with one that is not there NPS would not start`,
    undo: now === null ? `Take ${list} away again` : `Set ${list} to ${shown(now)} again`,
    byHand: [setByHand(authSrvKey, listing(list, path, now))],
    disrupts: 'nothing',
  }),
  isDone: ({path}, now) => now?.type === 'REG_MULTI_SZ' && linesOf(now).some((line) => isPath(line, path)),
  async apply({list, path}, _before, {doors}) {
    if ((await doors.windows.file(path)) === null)
      throw new ChangeFailed(`the file ${path} is not there; with it in the list NPS would not start`)
    await mustBeRestorable(doors, authSrvKey, list)
    const now = await found(doors, authSrvKey, list)
    await doors.changes.setRegistryValue(authSrvKey, listing(list, path, now))
    return undefined
  },
  async undo({list, path}, before, {doors}) {
    const now = await found(doors, authSrvKey, list)
    const isOurs = isDeepStrictEqual(now, listing(list, path, before))
    const back = isOurs || now === null ? before : without(now, path, before)
    if (back === null) await doors.changes.deleteRegistryValue(authSrvKey, list)
    else await doors.changes.setRegistryValue(authSrvKey, back)
  },
  isUndone: ({path}, before, now) =>
    isDeepStrictEqual(before, now) || !linesOf(now).some((line) => isPath(line, path)),
})

const isPath = (line: string, path: string) => line.toLowerCase() === path.toLowerCase()
const same = (line: string, path: string) => fileName(line) === fileName(path)

const linesOf = (value: Found): readonly string[] =>
  (typeof value?.data === 'object' ? value.data : typeof value?.data === 'string' ? [value.data] : []).filter(
    (line) => line.trim() !== '',
  )

/** In the place of a line that names the same file in another way, else at the end. */
function listing(list: string, path: string, value: Found): RegistryValue {
  const lines = linesOf(value)
  const isListed = lines.some((line) => same(line, path))
  return {
    name: value?.name ?? list,
    type: 'REG_MULTI_SZ',
    data: isListed ? lines.map((line) => (same(line, path) ? path : line)) : [...lines, path],
  }
}

/** What somebody else has added meanwhile stays. */
function without(now: RegistryValue, path: string, before: Found): RegistryValue {
  const former = linesOf(before).filter((line) => same(line, path))
  return {...now, data: linesOf(now).flatMap((line) => (same(line, path) ? former : [line]))}
}
