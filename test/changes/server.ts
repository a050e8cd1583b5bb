import assert from 'node:assert/strict'
import {join} from 'node:path'
import {azureMfaKey, clientAppId} from '../../src/catalogue/apps.ts'
import type {Doors} from '../../src/changes/change.ts'
import type {ChangesReport} from '../../src/core/changes.ts'
import type {Journal} from '../../src/core/journal.ts'
import {buildLab, type LabState} from '../../src/lab/index.ts'
import type {Key} from '../../src/lab/state.ts'
import type {ChangeCall} from '../../src/world/windows/changes/api.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'
import type {MemoryMachine} from '../../src/world/windows/memory.ts'
import {type How, runOn} from '../support/file-access.ts'
import {readMachine, writeMachine} from '../support/file-windows.ts'
import {type WholeState, wholeState} from './installation.ts'
import {type Lane, openLane} from './killing.ts'
import {foreignKeys} from './kills.ts'

/** A server in a file beside its tenant, as a test of what goes wrong needs it. */
export interface Server extends Lane {
  state: LabState
  file: string
  before: WholeState
  does(command: string, how?: How): Promise<ChangesReport>
  now(): WholeState
  /** Of the client application. */
  keys(): Key[]
  /** Changes the server behind everybody's back. */
  change(how: (machine: MemoryMachine) => void): void
  /** Sets a value of the extension's; null takes it away. */
  set(name: string, data: string | null): void
  journal(): Journal | null
}

/** The same doors, but a call that changes Windows fails where `isDue`. */
export const failing =
  (call: ChangeCall, code: number, isDue: () => boolean = () => true) =>
  ({changes}: Doors): Partial<Doors> => ({
    changes: new Proxy(changes, {
      get(target, name) {
        const usual = Reflect.get(target, name) as (...values: unknown[]) => unknown
        if (name !== call) return usual
        return async (...values: unknown[]) => {
          if (isDue()) throw new WindowsFailure(call, code)
          return usual(...values)
        }
      },
    }),
  })

export function ended({state, exit, verdict}: ChangesReport, as: [string, number], sentence: RegExp): void {
  assert.deepEqual([state, exit], as, verdict)
  assert.match(verdict, sentence)
}

let files = 0

export async function beside(
  folder: string,
  scenario: string,
  use: (server: Server) => Promise<void>,
  change: (state: LabState) => void | Promise<void> = () => {},
): Promise<void> {
  const state = await buildLab(scenario)
  state.tenant.principals[0]!.keys.push(...(await foreignKeys()))
  await change(state)
  files += 1
  const file = join(folder, `server-${files}`)
  const lane = await openLane(file, state)
  const now = () => wholeState(lane.take())
  const changeIt: Server['change'] = (how) => {
    const machine = readMachine(file)
    how(machine)
    writeMachine(file, machine)
  }
  try {
    await use({
      ...lane,
      state,
      file,
      before: now(),
      now,
      keys: () => state.tenant.principals.find(({appId}) => appId === clientAppId)!.keys,
      does: (command, how) => runOn({...lane.run, command}, how),
      change: changeIt,
      set: (name, data) =>
        changeIt(({registry}) => {
          const key = registry[azureMfaKey]!
          const others = key.values.filter((value) => value.name !== name)
          key.values = data === null ? others : [...others, {name, type: 'REG_SZ', data}]
        }),
      journal() {
        const journals = readMachine(file).journals ?? {}
        const last = Object.keys(journals).toSorted().at(-1)
        return last === undefined ? null : (JSON.parse(journals[last]!) as Journal)
      },
    })
  } finally {
    await lane.close()
  }
}
