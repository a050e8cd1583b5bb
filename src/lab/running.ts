import type {Socket} from 'node:net'
import type {Duplex} from 'node:stream'
import {setTimeout} from 'node:timers/promises'
import {type Prompts, prompts} from './mfa/prompts.ts'
import type {LabState, Principal} from './state.ts'

/** A lab that is up: its state, its clock, and the end that everything waits for. */
export interface Running {
  state: LabState
  /** The lab's clock. */
  now(): Date
  /** Waits as long as every answer is late; rejects when the lab closes. */
  late(): Promise<void>
  /** Aborted when the lab closes. */
  closed: AbortSignal
  /** Signs the tokens of this lab. */
  tokenSecret: Buffer
  /** Who is being asked for a second factor. */
  prompts: Prompts
  /** What the tenant's principals were before each write, the oldest first. */
  past: Past[]
}

/** These principals were there until then, in milliseconds of the lab's clock. */
export interface Past {
  until: number
  principals: Principal[]
}

/** Takes over a connection that the layer beneath has made. */
export type Serve = (socket: Socket) => void

export const runningLab = (state: LabState, closed: AbortSignal, tokenSecret: Buffer): Running => ({
  state,
  now: () => new Date(Date.now() + state.clockOffsetMs),
  late: () =>
    state.latencyMs > 0 ? setTimeout(state.latencyMs, undefined, {signal: closed}) : Promise.resolve(),
  closed,
  tokenSecret,
  prompts: prompts(),
  past: [],
})

/** Does `answer` after the lab's delay, unless the client or the lab has gone by then. */
export function answerLater(lab: Running, socket: Duplex, answer: () => void): void {
  const unlessGone = () => {
    if (!socket.destroyed) answer()
  }
  lab.late().then(unlessGone, () => socket.destroy())
}
