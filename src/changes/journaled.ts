import type {Journal, JournalStep} from '../core/journal.ts'
import {ChangeFailed, type Doing, type Doors} from './change.ts'

export interface Running {
  doors: Doors
  signal: AbortSignal
  /** Told before each step, and whether it is done or undone. */
  onStep(what: string, way: 'do' | 'undo'): void
}

/** What was to be written down was not, so that nothing further may be done. */
export class JournalFailed extends ChangeFailed {
  override name = 'JournalFailed'
}

/** ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL */
const fullDisk = [112, 39]

export async function save(journal: Journal, {doors}: Running): Promise<void> {
  try {
    await doors.changes.writeJournal(journal.name, JSON.stringify(journal))
  } catch (error) {
    const why = fullDisk.includes((error as {code?: number}).code ?? 0)
      ? 'the disk is full'
      : (error as Error).message
    throw new JournalFailed(`the journal could not be written: ${why}`)
  }
}

/** Writes down how far a step has come; where that fails it stays where it was. */
export async function enter(
  step: JournalStep,
  state: JournalStep['state'],
  journal: Journal,
  running: Running,
): Promise<void> {
  const was = step.state
  step.state = state
  try {
    await save(journal, running)
  } catch (error) {
    step.state = was
    throw error
  }
}

export const doingOf = ({steps}: Journal, {doors, signal}: Pick<Running, 'doors' | 'signal'>): Doing => ({
  doors,
  signal,
  made: Object.fromEntries(steps.map(({name, made}) => [name, made])),
})
