import {type ChildProcess, fork} from 'node:child_process'
import {extname, join} from 'node:path'
import {CannotKnow, type Why} from '../../core/evidence.ts'
import type {WinApi} from './api.ts'
import type {WindowsDoor} from './door.ts'
import {WindowsFailure} from './failure.ts'

export interface Question {
  id: number
  call: keyof WinApi
  values: readonly unknown[]
}
export interface Answer {
  id: number
  value?: unknown
  failure?: {why: Why; message: string; call?: string; code?: number}
}

interface Waiting extends Question {
  resolve(value: unknown): void
  reject(reason: Error): void
}

/** A single call may take this long, in milliseconds; the longest asks a domain controller. */
const callMs = 10_000
const mostRestarts = 3

/** The same file beside this one, as TypeScript source or in the bundle. */
const program = () => join(import.meta.dirname, `collector-child${extname(import.meta.filename)}`)

/**
 * Windows, asked in one process of its own that stays until `close`. A call that brings that process down, or hangs,
 * fails alone; what waited behind it is asked of a fresh process.
 */
export function collector(file = program(), limitMs = callMs): WindowsDoor {
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let restarts = 0
  let last = 0

  const start = (): ChildProcess => {
    const started = fork(file, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    started.on('message', (answer: Answer) => settle(answer))
    let over = false
    const gone = (how: string) => {
      if (over) return
      over = true
      if (child === started) ended(how)
    }
    started.on('error', (error) => gone(`could not be started (${error.message})`))
    started.on('exit', (code, signal) => gone(`ended (${signal ?? hexadecimal(code ?? 0)})`))
    return started
  }

  const settle = (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    watch()
    if (!asked) return
    if (answer.failure) asked.reject(rebuilt(answer.failure))
    else asked.resolve(answer.value)
  }

  /** The oldest question is the one under way. */
  const watch = () => {
    clearTimeout(timer)
    if (waiting.size > 0) timer = setTimeout(() => child?.kill('SIGKILL'), limitMs)
    else child?.unref()
  }

  const ended = (how: string) => {
    child = null
    clearTimeout(timer)
    const [first, ...rest] = waiting.values()
    waiting.clear()
    const why = restarts < mostRestarts ? '' : ', too often to go on'
    const failure = (asked: Question) =>
      new CannotKnow('error', `the process that asks Windows ${how} while it looked at ${named(asked)}${why}`)
    first?.reject(failure(first))
    const goOn = !closed && restarts < mostRestarts
    restarts += 1
    for (const asked of rest) {
      if (goOn) send(asked)
      else asked.reject(failure(asked))
    }
  }

  const send = (asked: Waiting) => {
    child ??= start()
    waiting.set(asked.id, asked)
    child.ref()
    if (waiting.size === 1) watch()
    const {id, call, values} = asked
    child.send({id, call, values}, (error) => {
      if (error)
        settle({id, failure: {why: 'error', message: `the process that asks Windows: ${error.message}`}})
    })
  }

  const ask = (call: keyof WinApi, values: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new CannotKnow('error', 'the run is over'))
      last += 1
      send({id: last, call, values, resolve, reject})
    })

  return {
    api: new Proxy({} as WinApi, {
      get: (_target, name) =>
        name === 'then' ? undefined : (...values: unknown[]) => ask(name as keyof WinApi, values),
    }),
    close() {
      closed = true
      clearTimeout(timer)
      child?.kill('SIGKILL')
    },
  }
}

const hexadecimal = (code: number) => `0x${(code >>> 0).toString(16).padStart(8, '0')}`

/** The call, with what it was asked about where that is a name; never with data or tokens. */
const named = ({call, values: [about]}: Question) => (typeof about === 'string' ? `${call} ${about}` : call)

function rebuilt({why, message, call, code}: NonNullable<Answer['failure']>): CannotKnow {
  if (call === undefined || code === undefined) return new CannotKnow(why, message)
  return Object.assign(new WindowsFailure(call, code, why), {message})
}
