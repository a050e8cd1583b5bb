import {randomBytes} from 'node:crypto'
import {isOpen, type Journal, readJournal} from '../core/journal.ts'
import {UsageError} from '../core/usage-error.ts'
import {plain} from '../core/words.ts'
import type {WinChanges} from '../world/windows/changes/api.ts'
import {ChangeFailed, type Step} from './change.ts'
import {changeOf} from './kinds.ts'

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
  const names = await changes.journals()
  const read = await Promise.all(
    names.map(async (name) => {
      const text = await changes.readJournal(name)
      return text === null ? [] : [ownJournal(name, text) ?? name]
    }),
  )
  const unreadable = read.flat().find((one) => typeof one === 'string')
  // By the time, since names tell it to the second only.
  if (unreadable === undefined)
    return read
      .flat()
      .filter((one) => typeof one !== 'string')
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  throw new UsageError(
    `The journal ${plain(unreadable)} cannot be read by this version of npsmfa; look what it says in ${await changes.journalFolder()} before anything is changed.`,
  )
}

/** A copy under another name would be gone on with for ever. */
function ownJournal(name: string, text: string): Journal | null {
  const journal = readJournal(text)
  return journal?.name === name ? journal : null
}

/** The run that was neither finished nor undone; null where there is none. */
export const openJournal = (journals: readonly Journal[]): Journal | null => journals.findLast(isOpen) ?? null

/** Refuses a run of a version that knew other changes. */
export function mustBeKnown({command, steps}: Journal): void {
  try {
    for (const {kind} of steps) changeOf(kind)
  } catch (error) {
    if (!(error instanceof ChangeFailed)) throw error
    throw new UsageError(
      `The run “${plain(command)}” is of another version of npsmfa: ${plain(error.message)}. Finish it, or take it back, with that version.`,
    )
  }
}
