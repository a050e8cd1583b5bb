import {spawnSync} from 'node:child_process'
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {builds} from './folders.ts'
import {type NodeMajor, windowsNode} from './node.ts'
import {addDoubles, template} from './prefix.ts'
import {startServer, stopServer, type WineHow, type WineRun, wine} from './start.ts'

/** A Windows machine of a test's own: a prefix with everything of the template, and its server. */
export interface WineMachine {
  prefix: string
  /** Runs any Windows program: its path and arguments. */
  wine(args: readonly string[], how?: WineHow): Promise<WineRun>
  /** Runs the genuine node.exe. */
  node(args: readonly string[], how?: WineHow & {major?: NodeMajor}): Promise<WineRun>
  /** Puts a file there, replacing what is there: a copy of a file of this system, or this text. */
  put(windowsPath: string, content: {copyOf: string} | string): void
  remove(windowsPath: string): void
  stop(): void
}

export async function wineMachine(): Promise<WineMachine> {
  const base = await template()
  mkdirSync(builds, {recursive: true})
  const prefix = mkdtempSync(join(builds, 'machine-'))
  copyPrefix(base, prefix)
  await addDoubles(prefix)
  startServer(prefix)
  const here = (path: string) => join(prefix, 'drive_c', ...path.replace(/^c:/i, '').split('\\'))
  const remove = (path: string) => rmSync(here(path), {force: true, recursive: true})
  return {
    prefix,
    wine: (args, how) => wine(prefix, args, how),
    node: async (args, {major, ...how} = {}) => wine(prefix, [await windowsNode(major), ...args], how),
    put(path, content) {
      // A link to the template's file must not be written through.
      remove(path)
      mkdirSync(dirname(here(path)), {recursive: true})
      if (typeof content === 'string') writeFileSync(here(path), content)
      else copyFileSync(content.copyOf, here(path))
    },
    remove,
    stop() {
      stopServer(prefix)
      rmSync(prefix, {recursive: true, force: true})
    },
  }
}

/** The registry is copied, the 700 MB of Wine's own files are linked. */
function copyPrefix(from: string, to: string): void {
  for (const name of readdirSync(from))
    if (name !== 'drive_c') spawnSync('cp', ['-a', join(from, name), to], {stdio: 'inherit'})
  const {status, stderr} = spawnSync('cp', ['-as', join(from, 'drive_c'), to], {encoding: 'utf8'})
  if (status !== 0) throw new Error(`cp -as ended with ${status}\n${stderr}`)
}
