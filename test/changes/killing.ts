import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {build} from 'esbuild'
import type {Journal} from '../../src/core/journal.ts'
import {type LabState, startLab} from '../../src/lab/index.ts'
import {type Fault, stepping} from '../support/fault.ts'
import {type Run, runOn} from '../support/file-access.ts'
import {readMachine, writeMachine} from '../support/file-windows.ts'
import {comparable, type Installation, wholeState, withoutWhatStays} from './installation.ts'

/** The child in one file, which starts in a fraction of the time. */
export async function bundledChild(folder: string): Promise<string> {
  const file = join(folder, 'change-child.cjs')
  await build({
    entryPoints: [join(import.meta.dirname, '../support/change-child.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: {'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename'},
    logLevel: 'error',
  })
  return file
}

/** A server in a file beside a tenant of its own, both of which can be set back to what they were. */
export interface Lane {
  run: Omit<Run, 'command'>
  put(installation: Installation): void
  take(): Installation
  close(): Promise<void>
}

export async function openLane(file: string, state: LabState): Promise<Lane> {
  state.users = []
  const lab = await startLab(state)
  writeMachine(file, state.server)
  return {
    run: {address: lab.address, tenant: state.tenant.id, file},
    put({machine, tenant}) {
      writeMachine(file, machine)
      state.tenant = structuredClone(tenant)
    },
    take: () => ({machine: readMachine(file), tenant: structuredClone(state.tenant)}),
    close: lab.close,
  }
}

/** Runs a command in a process of its own that is killed at a step; whether it was, and had not ended before. */
export async function killed(child: string, run: Run, at: number, when: Fault['when']): Promise<boolean> {
  const fault: Fault = {at, when, how: 'is killed'}
  const cache = {NODE_COMPILE_CACHE: `${child}.cache`}
  const running = spawn(process.execPath, [child, JSON.stringify(run), JSON.stringify(fault)], {
    env: {...process.env, ...cache},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (chunk) => (told += chunk))
  const [code, signal] = (await once(running, 'close')) as [number | null, NodeJS.Signals | null]
  assert.ok(signal === 'SIGKILL' || code === 0, `${code} ${signal}: ${told}`)
  return signal === 'SIGKILL'
}

/** How a command ends that nobody disturbs. */
export interface Undisturbed {
  command: string
  start: Installation
  end: unknown
  /** Writes that it takes. */
  steps: number
}

/** Null where the command finds nothing that it may do. */
export async function undisturbed(lane: Lane, command: string): Promise<Undisturbed | null> {
  const start = lane.take()
  const {step, taken} = stepping()
  const report = await runOn({...lane.run, command}, {step})
  if (report.state === 'refused') return null
  assert.equal(report.state, 'applied', `${command}: ${report.verdict}`)
  // A cure of one fault may leave others red; who sets up, or renews, has a server that works.
  if (!command.includes('.')) assert.equal(report.exit, 0, `${command}: ${report.verdict}`)
  const end = comparable(wholeState(lane.take()), wholeState(start))
  lane.put(start)
  return {command, start, end, steps: taken()}
}

export interface Kill {
  at: number
  when: Fault['when']
  /** Whether the runs that finish it and take it back are killed once, too. */
  again: boolean
}

const ways = {
  resume: {ends: ['applied', 'nothing-to-do'], journal: 'applied'},
  undo: {ends: ['undone', 'nothing-to-do'], journal: 'undone'},
} as const

/**
 * Kills a command at a step; then one copy of what it has left is finished and one taken back. How many processes were
 * killed in all.
 */
export async function experiment(child: string, lane: Lane, whole: Undisturbed, kill: Kill): Promise<number> {
  const {command, start, end, steps} = whole
  const {at, when} = kill
  lane.put(start)
  const what = `${command}, killed ${when} step ${at} of ${steps}`
  assert.ok(await killed(child, {...lane.run, command}, at, when), what)
  const left = lane.take()
  let kills = 1
  for (const way of ['resume', 'undo'] as const) {
    lane.put(left)
    const second = kill.again ? secondOf(whole, kill, way) : null
    if (second && (await killed(child, {...lane.run, command: way}, second.at, second.when))) kills++
    const report = await runOn({...lane.run, command: way})
    const told = [
      what,
      second && `${way} killed ${second.when} step ${second.at}`,
      `${way}: ${report.verdict}`,
    ]
      .filter(Boolean)
      .join('; then ')
    assert.ok((ways[way].ends as readonly string[]).includes(report.state), told)
    // A run that has not begun is not there.
    const isThere = journalState(lane) !== null
    if (way === 'resume' && !isThere)
      assert.equal((await runOn({...lane.run, command})).state, 'applied', told)
    const state = wholeState(lane.take())
    if (way === 'undo')
      assert.deepEqual(withoutWhatStays(state, command), withoutWhatStays(wholeState(start), command), told)
    else assert.deepEqual(comparable(state, wholeState(start)), end, told)
    if (way === 'resume' || isThere) assert.equal(journalState(lane), ways[way].journal, told)
  }
  return kills
}

/** Anywhere in the steps that are left then, roughly. */
function secondOf({steps}: Undisturbed, {at, when}: Kill, way: keyof typeof ways): Pick<Kill, 'at' | 'when'> {
  const ahead = Math.max(way === 'resume' ? steps - at : at, 2)
  return {
    at: 1 + ((at * 7 + (when === 'after' ? 3 : 0)) % ahead),
    when: when === 'after' ? 'before' : 'after',
  }
}

function journalState(lane: Lane): string | null {
  const journals = lane.take().machine.journals ?? {}
  const last = Object.keys(journals).toSorted().at(-1)
  return last === undefined ? null : (JSON.parse(journals[last]!) as Journal).state
}

/** All experiments, as many at a time as there are lanes; how many kills that were. */
export async function experiments(
  child: string,
  lanes: readonly Lane[],
  due: readonly {whole: Undisturbed; kill: Kill}[],
): Promise<number> {
  const queue = [...due]
  const counts: number[] = []
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = queue.shift(); next; next = queue.shift())
        counts.push(await experiment(child, lane, next.whole, next.kill))
    }),
  )
  return counts.reduce((sum, kills) => sum + kills, 0)
}

/** Before and after every step; all are killed again, or only one of each two. */
export const everyKill = ({steps}: Undisturbed, again: 'all' | 'half'): Kill[] =>
  Array.from({length: steps}, (_, i) => i + 1).flatMap((at) => [
    {at, when: 'before', again: again === 'all'},
    {at, when: 'after', again: true},
  ])
