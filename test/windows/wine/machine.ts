import {spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {doubles, versionedDll} from './doubles.ts'
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
  sweep()
  const prefix = mkdtempSync(join(builds, `machine-${process.pid}-`))
  copyPrefix(base, prefix)
  await addDoubles(prefix)
  startServer(prefix)
  let stopped = false
  const stop = () => {
    if (stopped) return
    stopped = true
    stopServer(prefix)
    rmSync(prefix, {recursive: true, force: true})
  }
  // A test that breaks off must not leave a server behind.
  process.once('exit', stop)
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
    stop,
  }
}

/** Ends and removes the machines of tests that were killed. */
function sweep(): void {
  mkdirSync(builds, {recursive: true})
  for (const name of readdirSync(builds)) {
    const owner = /^machine-(\d+)-/.exec(name)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    stopServer(join(builds, name))
    rmSync(join(builds, name), {recursive: true, force: true})
  }
}

/** The registry is copied, the 700 MB of Wine's own files are hard links: whoever changes one must remove it first. */
function copyPrefix(from: string, to: string): void {
  for (const name of readdirSync(from))
    if (name !== 'drive_c') spawnSync('cp', ['-a', join(from, name), to], {stdio: 'inherit'})
  const {status, stderr} = spawnSync('cp', ['-al', join(from, 'drive_c'), to], {encoding: 'utf8'})
  if (status !== 0) throw new Error(`cp -al ended with ${status}\n${stderr}`)
}

const company = 'Microsoft Corporation'

/** The same with what ../fixture/prepare.ts puts to use: the program of services, and DLLs of these versions. */
export async function preparedMachine(versions: readonly string[] = ['1.2.2893.1']): Promise<WineMachine> {
  const machine = await wineMachine()
  machine.put('C:\\npsmfa-fixture\\service.exe', {copyOf: join(await doubles(), 'service.exe')})
  for (const version of versions) {
    const copyOf = await versionedDll(version, company)
    machine.put(`C:\\npsmfa-fixture\\dll\\${version} ${company}.dll`, {copyOf})
  }
  return machine
}
