import {isDeepStrictEqual} from 'node:util'
import type {Journal, JournalStep, Json} from '../core/journal.ts'
import {pause} from '../core/until.ts'
import {ChangeFailed, type Doing, type Doors} from './change.ts'
import {changeOf} from './kinds.ts'

export interface Running {
  doors: Doors
  signal: AbortSignal
  /** Told before each step, and whether it is done or undone. */
  onStep(what: string, way: 'do' | 'undo'): void
}

/** What did not work, and, where that had to be undone, what could not be. */
export interface Failure {
  /** Why it stopped; null where nothing went wrong. */
  why: string | null
  /** Steps that are still to be undone. */
  left: string[]
}

/**
 * Does what is left of a journal, step by step. Each is written down before it begins and after it is done; where one
 * fails, all is undone in reverse. A run that was killed goes on from here.
 */
export async function apply(journal: Journal, running: Running): Promise<Failure> {
  try {
    for (const step of journal.steps) {
      running.signal.throwIfAborted()
      await doStep(journal, step, running)
    }
    journal.state = 'applied'
    await save(journal, running)
    return {why: null, left: []}
  } catch (error) {
    const why = running.signal.aborted ? 'it was interrupted' : String((error as Error).message)
    // Ctrl-C has ended the way forward, not the way back.
    const {left} = await undo(journal, {...running, signal: new AbortController().signal})
    return {why, left}
  }
}

async function doStep(journal: Journal, step: JournalStep, running: Running): Promise<void> {
  if (step.state === 'done') return
  const change = changeOf(step.kind)
  const doing = doingOf(journal, running)
  const now = await change.look(step.args, doing)
  if (step.state === 'planned') step.before = now
  const isDone = (state: Json) => change.isDone?.(step.args, state, doing) === true
  step.made = now
  if (!isDone(now)) {
    running.onStep(change.words(step.args, now).what, 'do')
    step.state = 'begun'
    await save(journal, running)
    const made = await change.apply(step.args, step.before, doing)
    const after = await seen(
      () => change.look(step.args, doing),
      (state) => !change.isDone || isDone(state),
      running,
    )
    if (change.isDone && !isDone(after)) {
      const words = change.words(step.args, after)
      throw new ChangeFailed(`${words.what}: it was done, and is not so: ${words.now}`)
    }
    step.made = made ?? after
  }
  step.state = 'done'
  await save(journal, running)
}

/** Replicas of a tenant show what was written after a while only; so long it is looked for, in milliseconds. */
const settleMs = 15_000
const pauseMs = 500

/** What is there once it is as it should be, or when the wait is over. */
async function seen(
  look: () => Promise<Json>,
  isGood: (state: Json) => boolean,
  {signal}: Running,
): Promise<Json> {
  for (const end = performance.now() + settleMs; ; await pause(pauseMs, signal)) {
    const state = await look()
    if (isGood(state) || performance.now() >= end || signal.aborted) return state
  }
}

/** Puts back, in reverse, what a journal says was begun. What cannot be put back is left for another attempt. */
export async function undo(journal: Journal, running: Running): Promise<Failure> {
  journal.state = 'undoing'
  await save(journal, running)
  const left: string[] = []
  for (const step of inReverse(journal.steps)) {
    try {
      await undoStep(journal, step, running)
    } catch (error) {
      left.push(`${changeOf(step.kind).words(step.args, step.before).undo} (${(error as Error).message})`)
    }
  }
  if (left.length === 0) journal.state = 'undone'
  await save(journal, running)
  return {why: null, left}
}

async function undoStep(journal: Journal, step: JournalStep, running: Running): Promise<void> {
  const change = changeOf(step.kind)
  const doing = doingOf(journal, running)
  const {args, before, made} = step
  const look = (): Promise<Json> => change.look(args, doing)
  const isUndone = (now: Json): boolean =>
    change.isUndone?.(args, before, now, made) ?? isDeepStrictEqual(before, now)
  step.state = 'undoing'
  await save(journal, running)
  // What is undone last is done again: NPS reads what was put back only when it starts.
  if (change.undoneLast || !isUndone(await look())) {
    running.onStep(change.words(args, before).undo, 'undo')
    await change.undo(args, before, doing, made)
    if (!isUndone(await seen(look, isUndone, running)))
      throw new ChangeFailed('it was undone, and is not as it was')
  }
  step.state = 'undone'
  await save(journal, running)
}

function inReverse(steps: readonly JournalStep[]): JournalStep[] {
  const begun = steps.filter(({state}) => state !== 'planned' && state !== 'undone').toReversed()
  const isLast = ({kind}: JournalStep) => changeOf(kind).undoneLast === true
  return [...begun.filter((step) => !isLast(step)), ...begun.filter(isLast)]
}

const doingOf = ({steps}: Journal, {doors, signal}: Running): Doing => ({
  doors,
  signal,
  made: Object.fromEntries(steps.map(({name, made}) => [name, made])),
})

const save = (journal: Journal, {doors}: Running): Promise<void> =>
  doors.changes.writeJournal(journal.name, JSON.stringify(journal))
