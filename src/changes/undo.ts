import {isDeepStrictEqual} from 'node:util'
import type {Journal, JournalStep, Json} from '../core/journal.ts'
import {type AnyChange, ChangeFailed} from './change.ts'
import {doingOf, enter, JournalFailed, type Running, save} from './journaled.ts'
import {changeOf} from './kinds.ts'
import type {RunOutcome} from './run.ts'
import {settled} from './settled.ts'

/**
 * Puts back, in reverse, what a journal says was begun. What cannot be put back is left for another attempt; what somebody
 * else has changed since stays as it is, and is told.
 */
export async function undo(journal: Journal, running: Running): Promise<RunOutcome> {
  const reasons = new Map<JournalStep, string>()
  const notes: string[] = []
  const left = () =>
    inReverse(journal.steps).map((step) => [undoWords(step), reasons.get(step)].filter(Boolean).join(': '))
  try {
    journal.state = 'undoing'
    await save(journal, running)
    for (const step of inReverse(journal.steps)) {
      if (running.signal.aborted) return {why: 'it was interrupted', left: left(), notes}
      try {
        notes.push(...(await undoneStep(journal, step, running)))
      } catch (error) {
        if (error instanceof JournalFailed) throw error
        reasons.set(step, (error as Error).message)
      }
    }
    if (left().length === 0) journal.state = 'undone'
    await save(journal, running)
    return {why: null, left: left(), notes}
  } catch (error) {
    if (!(error instanceof JournalFailed)) throw error
    journal.state = 'undoing'
    return {why: error.message, left: left(), notes}
  }
}

/** What is to be known of a step that is undone then. */
async function undoneStep(journal: Journal, step: JournalStep, running: Running): Promise<string[]> {
  const change = changeOf(step.kind)
  const doing = doingOf(journal, running)
  const {args, before, made} = step
  const look = (): Promise<Json> => change.look(args, doing)
  const isDone = (state: Json) => change.isDone?.(args, state, doing)
  const isUndone = (now: Json) => isAsBefore(change, step, now)
  const notes: string[] = []
  await enter(step, 'undoing', journal, running)
  // What was so before was not done by this run.
  const now = isDone(before) ? before : await look()
  if (change.undoneAlways || change.undoneLast || !isUndone(now)) {
    const {what, undo: words} = change.words(args, before)
    if (isDone(now) === false && !isUndone(now))
      notes.push(
        `“${what}” was not taken back, because somebody has changed that since: ${change.words(args, now).now}.`,
      )
    else {
      running.onStep(words, 'undo')
      await change.undo(args, before, doing, made)
      if (!isUndone(await settled(look, isUndone, running.signal)))
        throw new ChangeFailed('it was undone, and is not as it was')
    }
  }
  await enter(step, 'undone', journal, running)
  return notes
}

/** Whether what is there now is what was there before a step. */
export const isAsBefore = (change: AnyChange, {args, before, made}: JournalStep, now: Json): boolean =>
  change.isUndone?.(args, before, now, made) ?? isDeepStrictEqual(before, now)

/** The steps that have begun and are not undone yet, in the order in which they are to be. */
export function inReverse(steps: readonly JournalStep[]): JournalStep[] {
  const begun = steps.filter(({state}) => state !== 'planned' && state !== 'undone').toReversed()
  const isLast = ({kind}: JournalStep) => changeOf(kind).undoneLast === true
  return [...begun.filter((step) => !isLast(step)), ...begun.filter(isLast)]
}

export const undoWords = ({kind, args, before}: JournalStep): string =>
  changeOf(kind).words(args, before).undo
