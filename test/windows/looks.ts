import assert from 'node:assert/strict'
import {join} from 'node:path'
import type {Report} from '../../src/core/report.ts'
import type {MemoryMachine} from '../../src/world/windows/memory.ts'
import type {Turn} from './doctor.inside.ts'
import {windowsPath} from './wine/folders.ts'
import {preparedMachine, type WineMachine} from './wine/machine.ts'

const driver = windowsPath(join(import.meta.dirname, 'doctor.inside.ts'))
const turnsFile = 'C:\\npsmfa-fixture\\turns.json'

export interface Look {
  name: string
  report: Report
  took: {prepare: number; doctor: number}
}

/** Versions of the DLLs on these machines: what a prefix must hold to be prepared as them. */
const versionsOf = (machines: readonly MemoryMachine[]) => [
  ...new Set(machines.flatMap(({files}) => Object.values(files).flatMap(({version}) => version ?? []))),
]

export const machineFor = (...machines: readonly MemoryMachine[]): Promise<WineMachine> =>
  preparedMachine(versionsOf(machines))

/** Makes Windows each of these machines in turn, beside a lab, and has a doctor look at each. */
export async function look(
  machine: WineMachine,
  lab: string,
  turns: readonly Turn[],
  timeoutMs = 150_000,
): Promise<Look[]> {
  machine.put(turnsFile, JSON.stringify(turns))
  const run = await machine.node(['--no-warnings', driver, lab, turnsFile], {timeoutMs})
  assert.equal(run.code, 0, `${run.timedOut ? 'out of time' : ''}\n${run.stdout.slice(-2000)}\n${run.stderr}`)
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Look)
}
