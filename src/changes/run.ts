import type {Journal, JournalStep, Json} from '../core/journal.ts'
import {KeysLost} from '../world/entra/tenant/list.ts'
import {ChangeFailed} from './change.ts'
import {doingOf, enter, JournalFailed, type Running, save} from './journaled.ts'
import {changeOf} from './kinds.ts'
import {settled} from './settled.ts'
import {inReverse, isAsBefore, undo, undoWords} from './undo.ts'

/** What a run has come to. */
export interface RunOutcome {
  /** Why it did not come about; null where it did. */
  why: string | null
  /** Steps that are still to be undone, and whatever else is left in disorder. */
  left: string[]
  /** What else is to be known of it. */
  notes: string[]
}

/**
 * Does what is left of a journal, step by step. Each is written down before it begins and after it is done; where one
 * fails, all is undone in reverse. A run that was killed goes on from here, and so does one that could not write down
 * what it did: it stays as it is, since nobody would know of what was done or undone then.
 */
export async function apply(journal: Journal, running: Running): Promise<RunOutcome> {
  const notes: string[] = []
  try {
    for (const step of journal.steps) notes.push(...(await doneStep(journal, step, running)))
    journal.state = 'applied'
    await save(journal, running)
    return {why: null, left: [], notes}
  } catch (error) {
    const why = running.signal.aborted ? 'it was interrupted' : String((error as Error).message)
    if (error instanceof JournalFailed) {
      journal.state = 'applying'
      return {why, left: inReverse(journal.steps).map(undoWords), notes}
    }
    // Ctrl-C has ended the way forward, not the way back.
    const undone = await undo(journal, {...running, signal: new AbortController().signal})
    return {why, left: [...lostBy(error), ...undone.left], notes: [...notes, ...undone.notes]}
  }
}

/** What is to be known of a step that is done then. */
async function doneStep(journal: Journal, step: JournalStep, running: Running): Promise<string[]> {
  running.signal.throwIfAborted()
  const change = changeOf(step.kind)
  const doing = doingOf(journal, running)
  const {args} = step
  const look = () => change.look(args, doing)
  const isDone = (state: Json) => change.isDone?.(args, state, doing) === true
  if (step.state === 'done')
    return change.isDone ? noLongerSo(step, await look().catch(() => step.made), isDone) : []
  const now = await look()
  const isResumed = step.state === 'begun'
  // What somebody has changed since the run before was killed is what has to come back.
  if (!isResumed || (change.isDone && !isDone(now) && !isAsBefore(change, step, now))) step.before = now
  if (isDone(now)) {
    step.made = now
    await enter(step, 'done', journal, running)
    return isResumed ? (change.notes?.(step.before, now, null) ?? []) : []
  }
  running.onStep(change.words(args, now).what, 'do')
  await enter(step, 'begun', journal, running)
  const made = await change.apply(args, step.before, doing)
  const after = await settled(look, (state) => !change.isDone || isDone(state), running.signal)
  if (change.isDone && !isDone(after)) {
    const words = change.words(args, after)
    throw new ChangeFailed(`${words.what}: it was done, and is not so: ${words.now}`)
  }
  step.made = made ?? after
  await enter(step, 'done', journal, running)
  return change.notes?.(step.before, after, step.made) ?? []
}

/** What cannot be looked at now is no reason to stop: it was done. */
const noLongerSo = (
  {kind, args, before}: JournalStep,
  now: Json,
  isDone: (state: Json) => boolean,
): string[] => {
  const {words} = changeOf(kind)
  return isDone(now)
    ? []
    : [`“${words(args, before).what}” was done, and is not so any more: ${words(args, now).now}.`]
}

const lostBy = (error: unknown): string[] =>
  error instanceof KeysLost
    ? error.keys.map(
        ({keyId, sha1, subject}) =>
          `Another server’s key ${sha1 ?? keyId}${subject === null ? '' : ` (${subject})`}, which is to be registered again from there`,
      )
    : []
