import type {Step} from '../changes/change.ts'
import type {AnyRepair} from '../changes/repair.ts'
import {repairOf, repairs} from '../changes/repairs.ts'
import type {ChangesReport} from '../core/changes.ts'
import {type AnyCheck, factsOf} from '../core/check.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {gather} from '../core/gather.ts'
import {type Judgement, judge} from '../core/judge.ts'
import {UsageError} from '../core/usage-error.ts'
import {deployment} from '../facts/deployment.ts'
import {checks, probes} from '../found.ts'
import {access} from './access.ts'
import {placeIn} from './change-place.ts'
import {reported} from './change-report.ts'
import {type ChangeWatching, type Confirm, changing, goOn} from './changing.ts'
import type {LabWorld} from './lab.ts'
import {defaults, type Options} from './options.ts'

/** Cures what one check has found, or says how it would: a check, or one of its endings. */
export async function repair(
  code: string,
  options: Partial<Options>,
  confirm: Confirm | null,
  watching: ChangeWatching,
  through = access,
): Promise<ChangesReport> {
  const check = checkOf(code)
  const opened = await through.openWorld({...defaults, ...options}, watching.signal)
  try {
    watching.onProgress([`what ${check.id} says`])
    const {record, judgement} = await found(check, opened.world, watching.signal, opened.options)
    const command = `repair ${judgement.code}`
    if (judgement.status === 'pass' || judgement.status === 'skip')
      return reported(command, [], {
        ...{state: 'nothing-to-do', exit: 0},
        verdict: `There is nothing to repair: ${judgement.message}`,
      })
    if (code.includes('/') && code !== judgement.code)
      return reported(command, [], {
        ...{state: 'refused', exit: 1},
        verdict: `It is no longer ${code}, but ${judgement.code}: ${judgement.message}`,
      })
    const cure = repairOf(judgement.code)
    const steps = cure && stepsOf(cure, record, judgement)
    if (!steps)
      return reported(command, [], {
        ...{state: 'refused', exit: 1},
        verdict: `This is nothing that npsmfa can repair: ${judgement.message} What to do: ${judgement.hint?.do.join(' ') ?? 'npsmfa doctor tells.'}`,
      })
    return await changing(
      {command, steps, only: [check.id]},
      {access: through, opened, place: placeIn(record), confirm, watching},
    )
  } finally {
    await opened.close()
  }
}

function checkOf(code: string): AnyCheck {
  const [id, ending] = code.split('/')
  const check = checks.find((candidate) => candidate.id === id)
  const known = repairs.filter((repair) => repair.check === id).flatMap(({endings}) => endings)
  if (check && known.length > 0 && (ending === undefined || known.includes(ending))) return check
  if (known.length > 0) throw new UsageError(`Of ${id} npsmfa can repair these endings: ${known.join(', ')}.`)
  if (check)
    throw new UsageError(`There is no repair of ${id}; npsmfa explain ${id} tells each ending and its cure.`)
  throw new UsageError(
    `There is no check of that name; npsmfa can repair these: ${repairs.map((repair) => repair.check).join(', ')}.`,
  )
}

async function found(
  check: AnyCheck,
  world: LabWorld['world'],
  signal: AbortSignal,
  {deadlineMs}: Options,
): Promise<{record: EvidenceRecord; judgement: Judgement}> {
  const own = repairs.filter((one) => one.check === check.id)
  const wanted: Fact<unknown>[] = [
    ...[deployment as Fact<unknown>, ...factsOf(check)],
    ...own.flatMap(({needs, wants = {}}) => Object.values({...needs, ...wants}) as Fact<unknown>[]),
  ]
  const {platform, as} = world.machine
  const record = await gather([...new Set(wanted)], [], {
    ...{probes, world, platform, as},
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
  })
  return {record, judgement: judge([check], record, [])[0]!}
}

function stepsOf(
  {needs, wants = {}, steps}: AnyRepair,
  record: EvidenceRecord,
  {code}: Judgement,
): Step[] | null {
  const known: Record<string, unknown> = {}
  for (const [name, fact] of Object.entries({...needs, ...wants}) as [string, Fact<unknown>][]) {
    const value = valueIn(record, fact)
    if (value !== undefined) known[name] = value
    else if (name in needs) return null
  }
  return steps(known, code.split('/')[1]!)
}

/** Finishes a run that was killed (`do`), or takes the last one back (`undo`). */
export async function repairGoesOn(
  way: 'do' | 'undo',
  options: Partial<Options>,
  confirm: Confirm | null,
  watching: ChangeWatching,
  through = access,
): Promise<ChangesReport> {
  const opened = await through.openWorld({...defaults, ...options}, watching.signal)
  try {
    const {world, options: completed} = opened
    const {platform, as} = world.machine
    const record = await gather([deployment], [], {
      ...{probes, world, platform, as},
      signal: AbortSignal.any([watching.signal, AbortSignal.timeout(completed.deadlineMs)]),
    })
    return await goOn(way, {access: through, opened, place: placeIn(record), confirm, watching})
  } finally {
    await opened.close()
  }
}
