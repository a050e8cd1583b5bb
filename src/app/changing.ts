import {ChangeFailed, type Doors, type Step, type StepWords} from '../changes/change.ts'
import {doingOf, type Running} from '../changes/journaled.ts'
import {allJournals, mustBeKnown, newJournal, openJournal} from '../changes/journals.ts'
import {changeOf} from '../changes/kinds.ts'
import {apply} from '../changes/run.ts'
import {inReverse, undo} from '../changes/undo.ts'
import type {ChangesReport} from '../core/changes.ts'
import type {Journal, JournalStep} from '../core/journal.ts'
import type {Finding} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import type {GraphPlace} from '../world/world.ts'
import type {Access} from './access.ts'
import {notKnown} from './change-place.ts'
import {orRefused, outcome, reported} from './change-report.ts'
import {diagnose} from './diagnose.ts'
import type {LabWorld} from './lab.ts'

export interface ChangeWatching {
  signal: AbortSignal
  /** What is waited for, or done, now. */
  onProgress(waitingFor: readonly string[]): void
}

/** Asked with the plan before anything is changed. */
export type Confirm = (words: readonly StepWords[]) => Promise<boolean>

/** What is changed, and through what. */
export interface Around {
  access: Access
  opened: LabWorld
  place: GraphPlace
  /** Null stays with the plan. */
  confirm: Confirm | null
  watching: ChangeWatching
}

export interface Changing {
  command: string
  steps: readonly Step[]
  /** Checks to look at afterwards; empty for all. */
  only: readonly string[]
}

/** A run that is to be done or undone, agreed to by whoever runs it. */
interface Agreed {
  journal: Journal
  words: StepWords[]
  way: 'do' | 'undo'
}

/** Plans these steps and, once that is confirmed, does them. */
export async function changing({command, steps, only}: Changing, around: Around): Promise<ChangesReport> {
  const {confirm, watching} = around
  const {signal} = watching
  return withDoors(around, command, only, async (doors) => {
    watching.onProgress(['what is now'])
    if (confirm) await mustBeFree(doors)
    const journal = newJournal(command, steps)
    await mustBeItsTenant(journal.steps, around, doors)
    const words = await worded(journal, journal.steps, 'do', {doors, signal})
    return agreed(around, {journal, words, way: 'do'}, 'This is the plan')
  })
}

/** Finishes a run that was killed (`do`), or takes back the last one (`undo`). */
export async function goOn(asked: 'do' | 'undo', around: Around): Promise<ChangesReport> {
  const {
    confirm,
    watching: {signal},
  } = around
  const command = `repair --${asked === 'do' ? 'resume' : 'undo'}`
  return withDoors(around, command, [], async (doors) => {
    // A run that goes on is none that was killed.
    if (confirm) await mustBeAlone(doors)
    const journals = await allJournals(doors.changes)
    const journal = openJournal(journals) ?? (asked === 'undo' ? lastDone(journals) : null)
    if (journal === null)
      return reported(command, [], {
        ...{state: 'nothing-to-do', exit: 0},
        verdict: asked === 'do' ? 'No run was left unfinished.' : 'There is no run to take back.',
      })
    mustBeKnown(journal)
    const way = journal.state === 'undoing' ? 'undo' : asked
    const steps =
      way === 'undo' ? inReverse(journal.steps) : journal.steps.filter(({state}) => state !== 'done')
    await mustBeItsTenant(steps, around, doors)
    const words = await worded(journal, steps, way, {doors, signal})
    const does = way === 'do' ? 'has still to do' : 'did, and what would be taken back'
    return agreed(around, {journal, words, way}, `This is what ${told(journal)} ${does}`)
  })
}

const lastDone = (journals: readonly Journal[]): Journal | null =>
  journals.findLast(({state}) => state === 'applied') ?? null

/** Opens the doors, runs what was agreed to, and looks how the checks end then. */
async function withDoors(
  {access, opened, place, watching}: Around,
  command: string,
  only: readonly string[],
  plan: (doors: Doors) => Promise<Agreed | ChangesReport>,
): Promise<ChangesReport> {
  const {doors, close} = access.openDoors(opened, place)
  try {
    const planned = await orRefused(command, () => plan(doors))
    if ('schema' in planned) return planned
    const {journal, words, way} = planned
    const onStep = (what: string) => watching.onProgress([`“${what}”`])
    const run = way === 'do' ? apply : undo
    const came = await run(journal, {doors, signal: watching.signal, onStep})
    watching.onProgress(['how the checks end now'])
    const findings = watching.signal.aborted ? null : await afterwards({access, opened, watching}, only)
    return reported(journal.command, words, outcome(came, way, journal, findings))
  } finally {
    close()
  }
}

/** The run, once whoever runs it agrees; else its plan. */
async function agreed(
  {confirm, watching}: Around,
  run: Agreed,
  what: string,
): Promise<Agreed | ChangesReport> {
  const planned = (exit: 0 | 3, verdict: string) =>
    reported(run.journal.command, run.words, {state: 'planned', exit, verdict})
  if (confirm === null) return planned(0, `${what}; nothing was changed. Add --apply to do it.`)
  watching.onProgress([])
  return (await confirm(run.words)) ? run : planned(3, 'Nothing was changed.')
}

/** The words of steps: of those that have begun with what was before, of the others with what is now. */
async function worded(
  journal: Journal,
  steps: readonly JournalStep[],
  way: 'do' | 'undo',
  doing: Pick<Running, 'doors' | 'signal'>,
): Promise<StepWords[]> {
  const all = doingOf(journal, doing)
  const words: StepWords[] = []
  for (const {kind, args, state, before} of steps) {
    const change = changeOf(kind)
    // What cannot be looked at could not be done either, and is better known before; undone is what can be.
    const now = await change.look(args, all).catch((error: unknown) => {
      if (error instanceof UsageError || way === 'do') throw error
      return before
    })
    words.push(change.words(args, state === 'planned' ? now : before))
  }
  return words
}

/** Whoever is signed in to Microsoft Graph may be so to another tenant than the server's. */
async function mustBeItsTenant(
  steps: readonly JournalStep[],
  {place: {tenant}, watching}: Around,
  doors: Doors,
): Promise<void> {
  if (!steps.some(({kind}) => changeOf(kind).inTenant) || tenant === notKnown) return
  const names = await doors.tenant().names(watching.signal)
  if (names && !names.includes(tenant.toLowerCase()))
    throw new ChangeFailed(
      `the sign-in to Microsoft Graph is to the tenant ${names[0]}, and this server is of ${tenant}`,
    )
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
      `The run ${told(open)} was not finished. Finish it with npsmfa repair --resume --apply, or take it back with npsmfa repair --undo --apply.`,
    )
}

const told = ({command, at}: Journal): string => `“${command}” of ${at.slice(0, 16).replace('T', ' ')} UTC`

/** How the checks end, looked at anew. */
async function afterwards(
  {access, opened: {options, lab}, watching: {signal}}: Pick<Around, 'access' | 'opened' | 'watching'>,
  only: readonly string[],
): Promise<Finding[]> {
  const asked = {...options, lab: lab?.address ?? null, only}
  return (await diagnose(asked, {signal}, access.openWorld)).report.findings
}
