import {globSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {unzipSync} from 'fflate'
import {packWindows} from '../../../scripts/pack-windows.ts'
import {fingerprint, madeOnce, root} from './folders.ts'
import type {WineMachine} from './machine.ts'

export interface Portable {
  /** The zip that `npm run pack:windows` makes of this build. */
  zip: string
  /** Where it is unpacked, below C:, without a slash at its end. */
  folder: string
}

/** Packs this build once for all tests, and unpacks it on a machine into a folder below C:. */
export async function unpackPortable(machine: WineMachine, into: string): Promise<Portable> {
  const sources = ['dist/*', 'bin/run.js', 'package.json', 'scripts/pack-windows.ts']
  const name = `portable-${fingerprint(sources.flatMap((pattern) => globSync(pattern, {cwd: root}).sort()).map((f) => join(root, f)))}`
  const made = await madeOnce(name, async (folder) => {
    await packWindows(folder)
  })
  const zip = join(made, readdirSync(made)[0]!)
  let folder = into
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    const parts = path.split('/')
    folder = `${into}\\${parts[0]}`
    const file = join(machine.prefix, 'drive_c', ...into.split('\\'), ...parts)
    mkdirSync(dirname(file), {recursive: true})
    writeFileSync(file, bytes)
  }
  return {zip, folder}
}
