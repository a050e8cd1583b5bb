import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {createServer, type Server} from 'node:net'
import type {WinApi} from '../../src/world/windows/api.ts'
import {
  type ChangeCall,
  type ChangesDoor,
  type WinChanges,
  writingCalls,
} from '../../src/world/windows/changes/api.ts'
import {type Lock, memoryChanges} from '../../src/world/windows/changes/memory.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import {writeWhole} from '../../src/world/write-whole.ts'

export const readMachine = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as MemoryMachine
/** Whole or not at all, and on the disk. */
export const writeMachine = (file: string, machine: MemoryMachine) =>
  writeWhole(file, JSON.stringify(machine), {mode: 0o600, replace: true})

/**
 * A Windows server in a file, for runs that are killed: what a call has done is in the file before the call resolves, and
 * every process that opens the file sees it. Linux only.
 */
export function fileWindows(file: string): {api: WinApi; door: ChangesDoor} {
  const lock = socketLock(file)
  const changing =
    (call: ChangeCall) =>
    async (...values: never[]) => {
      const machine = readMachine(file)
      const {changes} = memoryChanges(machine, lock)
      const answer = await (changes[call] as (...values: never[]) => Promise<unknown>)(...values)
      if (writingCalls.has(call)) writeMachine(file, machine)
      return answer
    }
  const changes = new Proxy({} as WinChanges, {get: (_target, name) => changing(name as ChangeCall)})
  const api = new Proxy({} as WinApi, {
    get: (_target, name) =>
      name === 'then' ? undefined : Reflect.get(memoryWinApi(readMachine(file)), name),
  })
  return {api, door: {changes, close: () => lock.release()}}
}

/** A socket of a name without a file, which the system takes back from a process however it ends. */
function socketLock(file: string): Lock {
  const path = `\0npsmfa-test-${createHash('sha256').update(file).digest('hex')}`
  let held: Server | undefined
  return {
    async take() {
      held ??= await listening(path)
      return held !== undefined
    },
    release() {
      held?.close()
      held = undefined
    },
  }
}

const listening = (path: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer().unref()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen({path}, () => resolve(server))
  })
