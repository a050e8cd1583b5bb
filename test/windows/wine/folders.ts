import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs'
import {join} from 'node:path'

export const root = join(import.meta.dirname, '../../..')
/** Everything that the Windows suites build; ignored by git. */
export const builds = join(root, 'tmp/wine')

/** A path of this system as a Windows program under Wine names it. */
export const windowsPath = (path: string) => `Z:${path.replaceAll('/', '\\')}`

/** A short name of what some files and words say, for a folder made of them. */
export function fingerprint(files: readonly string[], words: readonly string[] = []): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  for (const word of words) hash.update(`\0${word}`)
  return hash.digest('hex').slice(0, 12)
}

/** A folder below `builds` that is made once; test files that make it at the same time do not disturb each other. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(builds, name)
  if (existsSync(folder)) return folder
  const working = `${folder}.${process.pid}`
  rmSync(working, {recursive: true, force: true})
  mkdirSync(working, {recursive: true})
  try {
    await make(working)
    renameSync(working, folder)
  } catch (problem) {
    rmSync(working, {recursive: true, force: true})
    if (!existsSync(folder)) throw problem
  }
  return folder
}
