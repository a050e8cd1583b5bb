import {spawn, spawnSync} from 'node:child_process'
import {closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {cleanEnvironment} from '../../support/doctor.ts'
import {builds} from './folders.ts'
import {wine64, wineserver} from './needs.ts'

export interface WineRun {
  code: number | null
  stdout: string
  stderr: string
  timedOut: boolean
  ms: number
}

export interface WineHow {
  env?: Record<string, string>
  cwd?: string
  timeoutMs?: number
  /** What stdin is; nothing otherwise. */
  input?: string
}

/** DLLs that come from the prefix before Wine's own. */
const overrides = 'kernelbase,advapi32,ncrypt,wevtapi=n,b'

export const environment = (prefix: string, env: Record<string, string>): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(),
  WINEPREFIX: prefix,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: overrides,
  DISPLAY: '',
  WAYLAND_DISPLAY: '',
  // Anything else than UTF-8 would mangle arguments.
  LC_ALL: 'C.UTF-8',
  ...env,
})

/**
 * Runs a Windows program in a prefix. Its output goes through files: Node.js on Windows cannot use a pipe that Wine made
 * of a Unix one.
 */
export async function wine(prefix: string, args: readonly string[], how: WineHow = {}): Promise<WineRun> {
  const {env = {}, cwd, timeoutMs = 60_000, input} = how
  const started = performance.now()
  mkdirSync(builds, {recursive: true})
  const folder = mkdtempSync(join(builds, 'run-'))
  const file = (name: string) => join(folder, name)
  writeFileSync(file('in'), input ?? '')
  const files = [openSync(file('in'), 'r'), openSync(file('out'), 'w'), openSync(file('err'), 'w')]
  let timedOut = false
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(wine64, args, {cwd, stdio: files, env: environment(prefix, env)})
      const timer = setTimeout(() => {
        timedOut = true
        child.kill('SIGKILL')
      }, timeoutMs)
      child.once('error', reject)
      child.once('exit', (status) => {
        clearTimeout(timer)
        resolve(status)
      })
    })
    const read = (name: string) => readFileSync(file(name), 'utf8').replaceAll('\r\n', '\n')
    return {code, stdout: read('out'), stderr: read('err'), timedOut, ms: performance.now() - started}
  } finally {
    for (const descriptor of files) closeSync(descriptor)
    rmSync(folder, {recursive: true, force: true})
  }
}

/** The server of a prefix stays until it is stopped: what it knows of keys' security is in its memory only. */
export function startServer(prefix: string): void {
  spawnSync(wineserver, ['-p'], {env: environment(prefix, {}), stdio: 'ignore'})
}

/** Ends the server of a prefix with every program in it, and waits for that. */
export function stopServer(prefix: string): void {
  spawnSync(wineserver, ['-k'], {env: environment(prefix, {}), stdio: 'ignore'})
  spawnSync(wineserver, ['-w'], {env: environment(prefix, {}), stdio: 'ignore', timeout: 10_000})
}
