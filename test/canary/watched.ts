import type {ChildProcess} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {type How, npsmfa} from '../support/doctor.ts'
import {atTerminal} from '../support/terminal.ts'

export interface Run {
  args: readonly string[]
  env?: Record<string, string>
  /** Arguments for Node.js itself. */
  node?: readonly string[]
  input?: string
  /** At a terminal: what it asks, and what is typed. */
  answers?: readonly (readonly [question: string, answer: string])[]
  /** Ctrl-C as soon as that comes to pass. */
  interruptedWhen?(program: ChildProcess): Promise<unknown>
  /** Only when no other one is running. */
  alone?: true
  /** The exit statuses that show that it did what it was run for. */
  exits: readonly number[]
}

/** All that a run has brought out, by where it came out. */
export interface Came {
  run: Run
  code: number | null
  out: ReadonlyMap<string, Buffer>
  /** Files that lie below its folder afterwards: of what was open to it, all that it wrote. */
  files: readonly string[]
}

/** Runs the program in a folder of its own below `root` and keeps everything that comes out. */
export async function watched(root: string, run: Run): Promise<Came> {
  const folder = mkdtempSync(join(root, 'run-'))
  mkdirSync(join(folder, 'tmp'))
  const processes = new Map<string, Buffer>()
  let stop = () => {}
  const how: How = {
    // Whatever is written without being asked for ends up here too.
    env: {HOME: folder, TMPDIR: join(folder, 'tmp'), ...run.env},
    cwd: folder,
    node: run.node ?? [],
    ...(run.input === undefined ? {} : {input: run.input}),
    meanwhile(child) {
      stop = sample(child, processes)
      run.interruptedWhen?.(child).then(() => child.kill('SIGINT'))
    },
  }
  const {code, ...said} = await (run.answers ? typed(run, how) : npsmfa(run.args, how))
  stop()
  const files = filesBelow(folder)
  const out = new Map([
    ['stdout', Buffer.from(said.stdout)],
    ['stderr', Buffer.from(said.stderr)],
    ...processes,
    ...files,
  ])
  return {run, code, out, files: files.map(([name]) => name.replace(/^file /, ''))}
}

async function typed({args, answers = []}: Run, how: How) {
  const {status, screen} = await atTerminal(args, answers, how)
  return {code: status, stdout: screen, stderr: ''}
}

function filesBelow(folder: string): [string, Buffer][] {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true})
  return entries
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => {
      const bytes = readFileSync(join(parentPath, name))
      return [`file ${name}`, name.endsWith('.gz') ? gunzipSync(bytes) : bytes]
    })
}

const everyMs = 20

/** Looks again and again at the command line and the environment of every process that the program has started. */
function sample(program: ChildProcess, seen: Map<string, Buffer>): () => void {
  if (process.platform !== 'linux') return () => {}
  const timer = setInterval(() => {
    for (const pid of descendants(program.pid!))
      for (const what of ['cmdline', 'environ']) {
        const bytes = readOrNothing(`/proc/${pid}/${what}`)
        // Between fork and exec a child still looks like its parent.
        const other = !bytes.equals(readOrNothing(`/proc/${program.pid}/${what}`))
        if (bytes.length > 0 && other) seen.set(`${what} of process ${pid}`, bytes)
      }
  }, everyMs)
  return () => clearInterval(timer)
}

/** The parent that each process was started by; read once for each, since most of what runs is nobody's here. */
const parents = new Map<number, number>()

function descendants(pid: number): number[] {
  const there = new Set(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? Number(name) : [])))
  for (const gone of parents.keys()) if (!there.has(gone)) parents.delete(gone)
  for (const one of there) if (!parents.has(one)) parents.set(one, parentOf(one))
  const below = (parent: number): number[] =>
    [...parents].flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []))
  return below(pid)
}

const parentOf = (pid: number): number =>
  Number(/\) \S (\d+)/.exec(readOrNothing(`/proc/${pid}/stat`).toString('latin1'))?.[1] ?? -1)

function readOrNothing(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
