import {type AnyCheck, factsOf} from '../core/check.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {gather} from '../core/gather.ts'
import type {Report} from '../core/report.ts'
import {factsOfChanges} from '../diagnosis/changes.ts'
import {machine} from '../facts/machine.ts'
import {run} from '../facts/run.ts'
import {settings} from '../facts/settings.ts'
import {signInLog} from '../facts/sign-in-log.ts'
import {checks, probes} from '../found.ts'
import type {World} from '../world/world.ts'
import {asOf, judged} from './judged.ts'
import {openWorld} from './open-world.ts'
import {defaults, type Options} from './options.ts'
import {select} from './select.ts'

export interface Diagnosis {
  report: Report
  /** All evidence; replays to the same findings. */
  record: EvidenceRecord
}

export interface Watching {
  /** Ends the run early; what was learnt until then is judged. */
  signal?: AbortSignal
  onProgress?(waitingFor: readonly string[]): void
}

/** Looks at an installation and says what is wrong with it. Rejects with `UsageError` where the options cannot be followed. */
export async function diagnose(
  asked: Partial<Options> = {},
  watching: Watching = {},
  open = openWorld,
): Promise<Diagnosis> {
  const started = performance.now()
  const options = {...defaults, ...asked}
  const chosen = select(checks, options.only, options.skip)
  const {world, options: completed, close} = await open(options, watching.signal)
  try {
    const record = await look(chosen, world, completed, watching)
    const tookMs = performance.now() - started
    return {report: judged(asOf(record, options.at), chosen, options, tookMs), record}
  } finally {
    await close()
  }
}

async function look(
  chosen: readonly AnyCheck[],
  world: World,
  {users, deadlineMs}: Options,
  {signal, onProgress}: Watching,
) {
  const wanted = new Map<string, Fact<unknown>>(
    [run, settings, machine, signInLog, ...factsOfChanges].map((fact) => [fact.key, fact]),
  )
  for (const check of chosen) {
    for (const fact of factsOf(check)) wanted.set(fact.key, fact)
  }
  const deadline = AbortSignal.timeout(deadlineMs)
  return gather([...wanted.values()], users, {
    probes,
    world,
    platform: world.machine.platform,
    as: world.machine.as,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    ...(onProgress ? {onProgress} : {}),
  })
}
