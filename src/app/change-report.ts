import type {StepWords} from '../changes/change.ts'
import {ChangeFailed} from '../changes/change.ts'
import type {RunOutcome} from '../changes/run.ts'
import type {ChangesReport} from '../core/changes.ts'
import {CannotKnow} from '../core/evidence.ts'
import type {Journal} from '../core/journal.ts'
import type {Finding} from '../core/report.ts'
import {version} from '../version.ts'
import {WriteRefused, WriteUnsure} from '../world/entra/write-failure.ts'

type Told = Pick<ChangesReport, 'state' | 'exit' | 'verdict'> &
  Partial<Pick<ChangesReport, 'left' | 'notes' | 'findings'>>

export const reported = (command: string, words: readonly StepWords[], told: Told): ChangesReport => ({
  schema: 'npsmfa.changes/1',
  tool: {name: 'npsmfa', version},
  at: new Date().toISOString(),
  command,
  steps: words.map((step) => ({...step, byHand: [...step.byHand]})),
  left: [],
  notes: [],
  findings: [],
  ...told,
})

/** What `plan` gives, or that it was hindered; rejects with what is nobody's but our own fault, or wrong usage. */
export async function orRefused<T>(command: string, plan: () => Promise<T>): Promise<T | ChangesReport> {
  try {
    return await plan()
  } catch (error) {
    if (![CannotKnow, ChangeFailed, WriteRefused, WriteUnsure].some((kind) => error instanceof kind))
      throw error
    const verdict = `Nothing was changed: ${(error as Error).message}.`
    return reported(command, [], {state: 'refused', exit: 1, verdict})
  }
}

const finish =
  'Finish it with npsmfa repair --resume --apply, or take it back with npsmfa repair --undo --apply.'
const again = 'Try again: npsmfa repair --undo --apply'

/** What a run came to; `findings` is null where nobody has looked at the checks afterwards. */
export function outcome(
  {why, left, notes}: RunOutcome,
  way: 'do' | 'undo',
  {state, steps}: Journal,
  findings: Finding[] | null,
): Told {
  const all = {left, notes, findings: findings ?? []}
  const told = (rest: Pick<Told, 'state' | 'exit' | 'verdict'>): Told => ({...all, ...rest})
  if (left.length > 0) {
    const verdict =
      state === 'applying'
        ? `It stopped half-way: ${why}. ${finish}`
        : [
            why === null
              ? 'Not all could be taken back.'
              : `It did not work (${why}), and not all could be taken back.`,
            ...(state === 'undoing' ? [again] : []),
          ].join(' ')
    return told({state: 'half-done', exit: 1, verdict})
  }
  if (way === 'undo') return told(undone(why, notes))
  if (why !== null) {
    const begun = steps.some((step) => step.state !== 'planned')
    const verdict = `${begun ? 'It did not work, and all was put back as it was' : 'Nothing was changed'}: ${why}.`
    return told({state: 'failed', exit: 1, verdict})
  }
  return told(applied(findings))
}

function undone(why: string | null, notes: readonly string[]): Pick<Told, 'state' | 'exit' | 'verdict'> {
  if (why !== null)
    return {state: 'half-done', exit: 1, verdict: `All is as it was before, but ${why}. ${again}`}
  return notes.length > 0
    ? {state: 'undone', exit: 1, verdict: 'All is as it was before, but for what somebody else has changed.'}
    : {state: 'undone', exit: 0, verdict: 'All is as it was before.'}
}

function applied(findings: readonly Finding[] | null): Pick<Told, 'state' | 'exit' | 'verdict'> {
  if (findings === null)
    return {state: 'applied', exit: 3, verdict: 'It was done; how the checks end was not looked at any more.'}
  const red = findings.find(({status}) => status === 'fail')
  if (red) return {state: 'applied', exit: 1, verdict: `It was done, and this is still red: ${red.message}`}
  return findings.some(({status}) => status === 'unknown')
    ? {state: 'applied', exit: 3, verdict: 'It was done; not all could be determined afterwards.'}
    : {state: 'applied', exit: 0, verdict: 'It was done, and works.'}
}
