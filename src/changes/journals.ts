import {randomBytes} from 'node:crypto'
import {isOpen, type Journal, readJournal} from '../core/journal.ts'
import {UsageError} from '../core/usage-error.ts'
import type {WinChanges} from '../world/windows/changes/api.ts'
import type {Step} from './change.ts'

/** A run that is about to begin. */
export const newJournal = (command: string, steps: readonly Step[]): Journal => {
  const at = new Date().toISOString()
  return {
    schema: 'npsmfa.journal/1',
    name: `${at.replace(/[-:]|\..*/g, '')}-${randomBytes(3).toString('hex')}.json`,
    command,
    at,
    state: 'applying',
    steps: steps.map((step) => ({...step, state: 'planned', before: null, made: null})),
  }
}

/** All runs of this server, the oldest first. */
export async function allJournals(changes: WinChanges): Promise<Journal[]> {
  const names = (await changes.journals()).toSorted()
  const read = await Promise.all(
    names.map(async (name) => {
      const text = await changes.readJournal(name)
      return text === null ? null : (readJournal(text) ?? name)
    }),
  )
  const unreadable = read.filter((one) => typeof one === 'string')
  if (unreadable.length > 0)
    throw new UsageError(
      `The journal ${unreadable[0]} cannot be read by this version of npsmfa; look what it says in ${await changes.journalFolder()} before anything is changed.`,
    )
  return read.filter((one) => one !== null && typeof one !== 'string')
}

/** The run that was neither finished nor undone; null where there is none. */
export const openJournal = (journals: readonly Journal[]): Journal | null => journals.findLast(isOpen) ?? null
