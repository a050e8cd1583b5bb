import {type ChildProcess, fork} from 'node:child_process'
import {extname, join} from 'node:path'
import {CannotKnow} from '../../core/evidence.ts'
import {bareEnvironment} from '../child-environment.ts'
import type {EventQuery, WinApi} from './api.ts'
import {hexadecimal, WindowsFailure} from './failure.ts'
import {type Answer, beside, type Call, type Question} from './question.ts'

interface Asked extends Question {
  resolve(value: unknown): void
  reject(reason: Error): void
  timer?: NodeJS.Timeout
  /** Was under way already when a process ended. */
  again?: true
}

/** A single call may take this long, in milliseconds; the longest asks a domain controller. */
const callMs = 10_000
const mostRestarts = 3

/** Goes on from what the process remembers: cannot be asked of another one. */
const remembered: ReadonlySet<Call> = new Set(['negotiate', 'endNegotiation'])

/** The same file beside this one, as TypeScript source or in the bundle. */
const program = () => join(import.meta.dirname, `collector-child${extname(import.meta.filename)}`)

export interface CollectorSettings {
  /** The file of the process's program. */
  program?: string
  limitMs?: number
  /** What the process is called, and what it does with a call. */
  does?: {process: string; at: string}
}

const asking = {process: 'the process that asks Windows', at: 'looked at'}

/**
 * Windows, asked in one process of its own that stays until `close`, one quick call after the other. A call that brings
 * that process down, or hangs, fails alone; what waited behind it is asked of a fresh process.
 */
export function collector<Api extends object = WinApi>({
  program: file = program(),
  limitMs = callMs,
  does = asking,
}: CollectorSettings = {}): {api: Api; close(): void} {
  const underWay = new Map<number, Asked>()
  let child: ChildProcess | null = null
  let restarts = 0
  let last = 0
  let over: string | null = null

  const start = (): ChildProcess => {
    const started = fork(file, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      env: bareEnvironment(),
    })
    const gone = (how: string) => {
      if (child === started) ended(how)
    }
    started.on('message', (answer: Answer) => child === started && settle(answer))
    started.on('error', (error) => gone(`could not be started (${error.message})`))
    started.on('exit', (code, signal) => {
      const how = `ended (${signal ?? hexadecimal(code ?? 0)})`
      // What it answered before may still be on its way.
      if (started.connected) started.once('disconnect', () => gone(how))
      else gone(how)
    })
    return started
  }

  const taken = (id: number): Asked | undefined => {
    const asked = underWay.get(id)
    clearTimeout(asked?.timer)
    delete asked?.timer
    underWay.delete(id)
    return asked
  }
  const settle = ({id, value, failure}: Answer) => {
    const asked = taken(id)
    if (failure) asked?.reject(rebuilt(failure))
    else asked?.resolve(value)
    watch()
  }

  /** The quick call that the process works on: the oldest. */
  const current = () => [...underWay.values()].find(({call}) => !beside.has(call))
  const watch = () => {
    const asked = current()
    if (asked) asked.timer ??= setTimeout(late, limitMs, asked)
  }
  const send = (asked: Asked) => {
    if (over !== null) return asked.reject(new CannotKnow('error', over))
    const {id, call, values} = asked
    child ??= start()
    underWay.set(id, asked)
    if (beside.has(call)) asked.timer = setTimeout(late, limitMs, asked)
    else watch()
    const to = child
    // One that cannot be told anything any more has ended, or is ended: what it was to do is asked of the next one.
    to.send({id, call, values} satisfies Question, (error) => error && to.kill('SIGKILL'))
  }

  const late = (asked: Asked) => {
    taken(asked.id)?.reject(
      new CannotKnow(
        'timeout',
        `Windows did not answer within ${limitMs / 1000} s when asked for ${named(asked)}`,
      ),
    )
    if (beside.has(asked.call)) return
    // It works on one quick call at a time: only another process can go on with the others.
    child?.kill('SIGKILL')
    goOn()
  }

  const ended = (how: string) => {
    const blamed = current() ?? [...underWay.values()][0]
    if (blamed) taken(blamed.id)
    blamed?.reject(failure(how, blamed))
    goOn(how)
  }

  const failure = (how: string, asked: Asked) =>
    new CannotKnow('error', `${does.process} ${how} while it ${does.at} ${named(asked)}`)

  /** With a fresh process, where there is anything left to ask. */
  const goOn = (how = 'was ended') => {
    child = null
    const left = [...underWay.keys()].map((id) => taken(id)!)
    restarts += 1
    if (restarts > mostRestarts) over ??= `${does.process} ${how}, too often to go on`
    for (const asked of left) {
      // One that was under way when two processes ended may well be the reason.
      if (asked.again || remembered.has(asked.call)) asked.reject(failure(how, asked))
      else send(beside.has(asked.call) ? Object.assign(asked, {again: true as const}) : asked)
    }
  }

  const ask = (call: Call, values: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      last += 1
      send({id: last, call, values, resolve, reject})
    })

  const close = () => {
    over = 'the run is over'
    process.off('exit', close)
    const ending = child
    child = null
    ending?.kill('SIGKILL')
    for (const id of [...underWay.keys()]) send(taken(id)!)
  }
  // A process that hangs in a call does not notice that this one has gone.
  process.once('exit', close)

  return {
    api: new Proxy({} as Api, {
      get: (_target, name) =>
        name === 'then' ? undefined : (...values: unknown[]) => ask(name as Call, values),
    }),
    close,
  }
}

/** The call, with what it was asked about where that is a name; never with data or tokens. */
function named({call, values: [about]}: Question): string {
  const name = call === 'events' ? (about as EventQuery).channel : about
  return typeof name === 'string' ? `${call} ${name}` : call
}

function rebuilt({why, message, call, code}: NonNullable<Answer['failure']>): CannotKnow {
  if (call === undefined || code === undefined) return new CannotKnow(why, message)
  return Object.assign(new WindowsFailure(call, code, why), {message})
}
