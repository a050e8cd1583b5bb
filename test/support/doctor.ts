import assert from 'node:assert/strict'
import {type ChildProcess, spawn} from 'node:child_process'
import {join} from 'node:path'
import type {Finding, Report} from '../../src/core/report.ts'

export const program = join(import.meta.dirname, '../../bin/run.js')

export interface Ran {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** From the start of the process to its end. */
  ms: number
}

export interface How {
  env?: Record<string, string | undefined>
  /** Arguments for Node.js itself. */
  node?: readonly string[]
  /** The other end of stdin: empty (the default), or a pipe that never says anything and never ends. */
  stdin?: 'ignore' | 'pipe'
  /** What is piped into stdin before it ends. */
  input?: string
  /** The account it runs as, where the tests run as root. */
  uid?: number
  /** The folder it runs in. */
  cwd?: string | undefined
  /** Gets the process while it runs. */
  meanwhile?(child: ChildProcess): unknown
}

/** What is set where the tests run must not decide what they see. */
const meaningful = /^(NPSMFA_|NODE_|(HTTPS?|ALL|NO)_PROXY$|NO_COLOR$|FORCE_COLOR$|DEBUG$|SHELL$)/i

export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !meaningful.test(name)))

/** Starts the built program. */
export function start(
  args: readonly string[],
  {env = {}, node = [], input, uid, cwd, stdin = input === undefined ? 'ignore' : 'pipe'}: How = {},
): ChildProcess {
  const child = spawn(process.execPath, [...node, program, ...args], {
    env: {...cleanEnvironment(), ...env},
    stdio: [stdin, 'pipe', 'pipe'],
    cwd,
    ...(uid === undefined ? {} : {uid, gid: uid}),
  })
  if (input !== undefined) child.stdin!.on('error', () => {}).end(input)
  return child
}

/** Runs the built program to its end. */
export function npsmfa(args: readonly string[], how: How = {}): Promise<Ran> {
  const started = performance.now()
  const child = start(args, how)
  const [stdout, stderr] = [text(child.stdout!), text(child.stderr!)]
  how.meanwhile?.(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const ms = performance.now() - started
      resolve({code, signal, stdout: stdout(), stderr: stderr(), ms})
    })
  })
}

function text(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

export interface Examined extends Ran {
  report: Report
  /** The finding of a check; fails the test where there is none. */
  finding(check: string): Finding
}

/** Runs `doctor --json` and reads its report; whatever else it may say, that must be one document and a quiet stderr. */
export async function doctor(args: readonly string[], how: How = {}): Promise<Examined> {
  const ran = await npsmfa(['doctor', '--json', ...args], how)
  assert.equal(ran.stderr, '', 'nothing belongs on stderr')
  const report = JSON.parse(ran.stdout) as Report
  assert.equal(report.schema, 'npsmfa.report/1')
  assert.equal(report.exit, ran.code)
  const finding = (check: string) => {
    const found = report.findings.find((f) => f.check === check)
    assert.ok(found, `no finding of ${check}`)
    return found
  }
  return {...ran, report, finding}
}
