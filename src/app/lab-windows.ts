import {type ClientRequest, get, request} from 'node:http'
import type {WinApi} from '../world/windows/api.ts'
import {
  type ChangeCall,
  type ChangesDoor,
  type WinChanges,
  writingCalls,
} from '../world/windows/changes/api.ts'
import {type Lock, memoryChanges} from '../world/windows/changes/memory.ts'
import {memoryWinApi} from '../world/windows/memory.ts'
import {introduced} from './lab.ts'

/**
 * The NPS server of a running lab, as whoever changes it has it: each look sees what is there now, and what a call has
 * done is there before it resolves.
 */
export function labWindows(address: string): {api: WinApi; door: ChangesDoor} {
  const lock = lockAt(address)
  const machine = async () => (await introduced(address, AbortSignal.timeout(callMs))).server
  const api = new Proxy({} as WinApi, {
    get:
      (_target, name) =>
      async (...given: unknown[]) =>
        (Reflect.get(memoryWinApi(await machine()), name) as (...given: unknown[]) => unknown)(...given),
  })
  const changes = new Proxy({} as WinChanges, {
    get:
      (_target, name) =>
      async (...given: unknown[]) => {
        const server = await machine()
        const call = Reflect.get(memoryChanges(server, lock).changes, name) as (
          ...given: unknown[]
        ) => unknown
        const answer = await call(...given)
        if (writingCalls.has(name as ChangeCall)) await put(address, JSON.stringify(server))
        return answer
      },
  })
  return {api, door: {changes, close: () => lock.release()}}
}

const callMs = 10_000

/** Held as long as the lab's answer is open, so that it ends with the process. */
function lockAt(address: string): Lock {
  let held: ClientRequest | null = null
  return {
    take: () =>
      held
        ? Promise.resolve(true)
        : new Promise((resolve, reject) => {
            const asking = get(new URL('/lock', address), {agent: false}, (response) => {
              const taken = response.statusCode === 200
              if (taken) held = asking
              response.socket.unref()
              response.on('error', () => {}).resume()
              resolve(taken)
            })
            asking.on('error', reject)
          }),
    release() {
      held?.on('error', () => {}).destroy()
      held = null
    },
  }
}

function put(address: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(
      new URL('/server', address),
      {method: 'PUT', agent: false, timeout: callMs},
      (response) => {
        response.resume().once('end', () => resolve())
      },
    )
    sending.once('timeout', () => sending.destroy(new Error('the lab does not answer')))
    sending.once('error', reject)
    sending.end(text)
  })
}
