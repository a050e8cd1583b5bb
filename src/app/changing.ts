import type {Doors, Step, StepWords} from '../changes/change.ts'
import {allJournals, newJournal, openJournal} from '../changes/journals.ts'
import {changeOf} from '../changes/kinds.ts'
import {apply, type Failure, undo} from '../changes/run.ts'
import type {ChangesReport} from '../core/changes.ts'
import type {Journal} from '../core/journal.ts'
import type {Finding} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import {version} from '../version.ts'

export interface ChangeWatching {
  signal: AbortSignal
  /** What is waited for, or done, now. */
  onProgress(waitingFor: readonly string[]): void
}

/** What a run is to do, forwards or backwards. */
export interface Prepared {
  command: string
  words: StepWords[]
  /** Goes on with this; null for a run that has not begun. */
  journal: Journal | null
  steps: readonly Step[]
  way: 'do' | 'undo'
}

/** The words of steps that have not begun: what is now is looked up, what earlier steps will make is not there yet. */
export async function worded(
  steps: readonly Step[],
  doors: Doors,
  signal: AbortSignal,
): Promise<StepWords[]> {
  const words: StepWords[] = []
  for (const {kind, args} of steps) {
    const change = changeOf(kind)
    words.push(change.words(args, await change.look(args, {doors, signal, made: {}})))
  }
  return words
}

/** Refuses to begin while another run goes on, or one before was left unfinished. */
export async function mustBeFree({changes}: Doors): Promise<void> {
  if (!(await changes.lock()))
    throw new UsageError('Another run of npsmfa is changing this server now; wait until it has ended.')
  const open = openJournal(await allJournals(changes))
  if (open)
    throw new UsageError(
      `The run “${open.command}” of ${open.at.slice(0, 16).replace('T', ' ')} UTC was not finished. Finish it with npsmfa repair --resume --apply, or take it back with npsmfa repair --undo --apply.`,
    )
}

/** Does it. Rejects with `UsageError` before anything is changed; afterwards it always answers. */
export async function carryOut(
  {command, steps, journal: before, way}: Prepared,
  doors: Doors,
  {signal, onProgress}: ChangeWatching,
): Promise<Failure> {
  if (before === null) await mustBeFree(doors)
  else if (!(await doors.changes.lock()))
    throw new UsageError('Another run of npsmfa is changing this server now; wait until it has ended.')
  const journal = before ?? newJournal(command, steps)
  const running = {doors, signal, onStep: (what: string) => onProgress([what])}
  return way === 'do' ? apply(journal, running) : undo(journal, running)
}

type Told = Pick<ChangesReport, 'state' | 'exit' | 'verdict'> &
  Partial<Pick<ChangesReport, 'left' | 'findings'>>

export const reported = (command: string, words: readonly StepWords[], told: Told): ChangesReport => ({
  schema: 'npsmfa.changes/1',
  tool: {name: 'npsmfa', version},
  at: new Date().toISOString(),
  command,
  steps: words.map((step) => ({...step, byHand: [...step.byHand]})),
  left: [],
  findings: [],
  ...told,
})

/** What a run came to. */
export function outcome({why, left}: Failure, way: 'do' | 'undo', findings: Finding[]): Told {
  if (left.length > 0)
    return {
      ...{state: 'half-done', exit: 1, left, findings},
      verdict: `${why === null ? 'Not all could be undone' : `It did not work (${why}), and not all could be undone`}; try again: npsmfa repair --undo --apply`,
    }
  if (why !== null)
    return {
      state: 'failed',
      exit: 1,
      verdict: `It did not work, and all was put back as it was: ${why}.`,
      findings,
    }
  if (way === 'undo') return {state: 'undone', exit: 0, verdict: 'All is as it was before.', findings}
  const red = findings.filter(({status}) => status === 'fail')
  const open = findings.filter(({status}) => status === 'unknown')
  return {
    ...{state: 'applied', findings},
    exit: red.length > 0 ? 1 : open.length > 0 ? 3 : 0,
    verdict:
      red.length > 0
        ? `It was done, and is still red: ${red[0]!.message}`
        : open.length > 0
          ? 'It was done; whether it works could not be determined.'
          : 'It was done, and works.',
  }
}
