import type {Doors, Step, StepWords} from '../changes/change.ts'
import {allJournals, newJournal, openJournal} from '../changes/journals.ts'
import {changeOf} from '../changes/kinds.ts'
import {apply, type Failure, undo} from '../changes/run.ts'
import type {ChangesReport} from '../core/changes.ts'
import type {Journal} from '../core/journal.ts'
import type {Finding} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import {version} from '../version.ts'
import type {GraphPlace} from '../world/world.ts'
import {diagnose} from './diagnose.ts'
import {openDoors} from './doors.ts'
import type {LabWorld} from './lab.ts'

export interface ChangeWatching {
  signal: AbortSignal
  /** What is waited for, or done, now. */
  onProgress(waitingFor: readonly string[]): void
}

/** Asked with the plan before anything is changed. */
export type Confirm = (words: readonly StepWords[]) => Promise<boolean>

export interface Changing {
  opened: LabWorld
  place: GraphPlace
  command: string
  steps: readonly Step[]
  /** Checks to look at afterwards; empty for all. */
  only: readonly string[]
}

/** Plans these steps and, once that is confirmed, does them. Without `confirm` it stays with the plan. */
export async function changing(
  {opened, place, command, steps, only}: Changing,
  confirm: Confirm | null,
  watching: ChangeWatching,
): Promise<ChangesReport> {
  const {doors, close} = openDoors(opened, place)
  try {
    watching.onProgress(['what is now'])
    const words = await worded(steps, doors, watching.signal)
    if (confirm === null)
      return reported(command, words, {
        ...{state: 'planned', exit: 0},
        verdict: 'This is the plan; nothing was changed. Add --apply to do it.',
      })
    await mustBeFree(doors)
    watching.onProgress([])
    if (!(await confirm(words)))
      return reported(command, words, {state: 'planned', exit: 3, verdict: 'Nothing was changed.'})
    const journal = newJournal(command, steps)
    const failure = await apply(journal, running(doors, watching))
    watching.onProgress(['how the checks end now'])
    return reported(command, words, outcome(failure, 'do', await afterwards(opened, only, watching)))
  } finally {
    close()
  }
}

/** Finishes a run that was killed, or takes back the last one. */
export async function goOn(
  {opened, place}: Pick<Changing, 'opened' | 'place'>,
  way: 'do' | 'undo',
  confirm: Confirm | null,
  watching: ChangeWatching,
): Promise<ChangesReport> {
  const {doors, close} = openDoors(opened, place)
  try {
    const journals = await allJournals(doors.changes)
    const journal = openJournal(journals) ?? (way === 'undo' ? lastDone(journals) : null)
    if (journal === null)
      return reported(`repair --${way === 'do' ? 'resume' : 'undo'}`, [], {
        ...{state: 'nothing-to-do', exit: 0},
        verdict: way === 'do' ? 'No run was left unfinished.' : 'There is no run to take back.',
      })
    const direction = journal.state === 'undoing' ? 'undo' : way
    const words = await worded(journal.steps, doors, watching.signal)
    if (confirm === null)
      return reported(journal.command, words, {
        ...{state: 'planned', exit: 0},
        verdict: `This is what “${journal.command}” of ${journal.at.slice(0, 16).replace('T', ' ')} UTC ${direction === 'do' ? 'has still to do' : 'did, and what would be taken back'}; nothing was changed. Add --apply to do it.`,
      })
    await mustBeAlone(doors)
    if (!(await confirm(words)))
      return reported(journal.command, words, {state: 'planned', exit: 3, verdict: 'Nothing was changed.'})
    const failure = await (direction === 'do' ? apply : undo)(journal, running(doors, watching))
    const findings = await afterwards(opened, [], watching)
    return reported(journal.command, words, outcome(failure, direction, findings))
  } finally {
    close()
  }
}

const lastDone = (journals: readonly Journal[]): Journal | null =>
  journals.findLast(({state}) => state === 'applied') ?? null

const running = (doors: Doors, {signal, onProgress}: ChangeWatching) => ({
  doors,
  signal,
  onStep: (what: string) => onProgress([`“${what}”`]),
})

/** The words of steps that have not begun: what earlier steps will make is not there yet. */
async function worded(steps: readonly Step[], doors: Doors, signal: AbortSignal): Promise<StepWords[]> {
  const words: StepWords[] = []
  for (const {kind, args} of steps) {
    const change = changeOf(kind)
    words.push(change.words(args, await change.look(args, {doors, signal, made: {}})))
  }
  return words
}

async function mustBeAlone({changes}: Doors): Promise<void> {
  if (!(await changes.lock()))
    throw new UsageError('Another run of npsmfa is changing this server now; wait until it has ended.')
}

/** Refuses to begin while another run goes on, or one before was left unfinished. */
async function mustBeFree(doors: Doors): Promise<void> {
  await mustBeAlone(doors)
  const open = openJournal(await allJournals(doors.changes))
  if (open)
    throw new UsageError(
      `The run “${open.command}” of ${open.at.slice(0, 16).replace('T', ' ')} UTC was not finished. Finish it with npsmfa repair --resume --apply, or take it back with npsmfa repair --undo --apply.`,
    )
}

/** How the checks end, looked at anew. */
async function afterwards(
  {options, lab}: LabWorld,
  only: readonly string[],
  {signal}: ChangeWatching,
): Promise<Finding[]> {
  const asked = {...options, lab: lab?.address ?? null, only}
  return (await diagnose(asked, {signal})).report.findings
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
function outcome({why, left}: Failure, way: 'do' | 'undo', findings: Finding[]): Told {
  if (left.length > 0)
    return {
      ...{state: 'half-done', exit: 1, left, findings},
      verdict: `${why === null ? 'Not all could be taken back' : `It did not work (${why}), and not all could be taken back`}. Try again: npsmfa repair --undo --apply`,
    }
  if (why !== null)
    return {
      ...{state: 'failed', exit: 1, findings},
      verdict: `It did not work, and all was put back as it was: ${why}.`,
    }
  if (way === 'undo') return {state: 'undone', exit: 0, verdict: 'All is as it was before.', findings}
  const red = findings.find(({status}) => status === 'fail')
  if (red)
    return {
      state: 'applied',
      exit: 1,
      verdict: `It was done, and this is still red: ${red.message}`,
      findings,
    }
  const open = findings.some(({status}) => status === 'unknown')
  return open
    ? {state: 'applied', exit: 3, verdict: 'It was done; not all could be determined afterwards.', findings}
    : {state: 'applied', exit: 0, verdict: 'It was done, and works.', findings}
}
