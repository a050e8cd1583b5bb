import type {Access} from '../../src/app/access.ts'
import {openWorld} from '../../src/app/open-world.ts'
import type {Options} from '../../src/app/options.ts'
import {repair, repairGoesOn} from '../../src/app/repair.ts'
import {setup} from '../../src/app/setup.ts'
import type {Doors} from '../../src/changes/change.ts'
import type {ChangesReport} from '../../src/core/changes.ts'
import type {GraphWriter} from '../../src/world/entra/graph-writer.ts'
import {graphWriterAt} from '../../src/world/entra/graph-writer.ts'
import {tenantDoor} from '../../src/world/entra/tenant/door.ts'
import type {Pace} from '../../src/world/entra/tenant/pace.ts'
import {askForToken} from '../../src/world/entra/token.ts'
import {inSteps, type Step, stepping} from './fault.ts'
import {fileWindows} from './file-windows.ts'

/** A tenant on loopback with one writer at a time needs no patience. */
export const hurried: Pace = {pauseMs: 2, patienceMs: 40, watchMs: 10, mostWrites: 30}

/** A command that changes something: "setup", "renew", "prune", "undo", "resume", or a code to repair. */
export interface Run {
  command: string
  /** Of the lab whose tenant it is. */
  address: string
  tenant: string
  /** The server. */
  file: string
  pace?: Pace
}

/** What such a command works through: a server in a file and the tenant of a lab, each write being one step. */
export function fileAccess({file, pace = hurried}: Run, step: Step): Access {
  const {api: windows, door} = fileWindows(file)
  return {
    async openWorld(options, signal) {
      const opened = await openWorld(options, signal)
      return {...opened, world: {...opened.world, windows}}
    },
    openDoors({route, lab}, {host}) {
      const graph = graphWriterAt(route, host, async () => lab!.introduction.adminToken)
      const stepped: GraphWriter = {
        get: graph.get,
        post: (...write) => step(() => graph.post(...write)),
        patch: (...write) => step(() => graph.patch(...write)),
      }
      return {
        doors: {
          windows,
          changes: inSteps(door.changes, step),
          tenant: () => tenantDoor(stepped, pace),
          token: async (asked, signal) => (await askForToken(route, asked, signal)).token,
        },
        close: door.close,
      }
    },
  }
}

export interface How {
  step?: Step
  signal?: AbortSignal
  options?: Partial<Options>
  confirm?: (() => Promise<boolean>) | null
  /** Other doors in the place of those. */
  otherwise?(doors: Doors): Partial<Doors>
}

/** What the checks of others say is no affair of a change, and takes time. */
const skip = ['endpoints', 'clock', 'sync', 'directory', 'user', 'host', 'extension', 'radius', 'events']

/** Runs a command as the program does. */
export function runOn(
  run: Run,
  {
    step = stepping().step,
    signal = new AbortController().signal,
    options: more,
    confirm = async () => true,
    otherwise,
  }: How = {},
): Promise<ChangesReport> {
  const {command, address, tenant} = run
  const usual = fileAccess(run, step)
  const through: Access = {
    ...usual,
    openDoors(...at) {
      const {doors, close} = usual.openDoors(...at)
      return {doors: {...doors, ...otherwise?.(doors)}, close}
    },
  }
  const watching = {signal, onProgress() {}}
  const others = skip.filter((area) => !command.startsWith(`${area}.`))
  const options = {lab: address, tenant, skip: others, ...more}
  if (command === 'undo') return repairGoesOn('undo', options, confirm, watching, through)
  if (command === 'resume') return repairGoesOn('do', options, confirm, watching, through)
  if (command !== 'setup' && command !== 'renew' && command !== 'prune')
    return repair(command, options, confirm, watching, through)
  const asked = {options, what: command, days: 730, bits: 2048, own: null} as const
  return setup(asked, confirm, watching, through)
}
