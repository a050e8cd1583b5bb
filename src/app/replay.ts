import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import type {Report} from '../core/report.ts'
import {settings} from '../facts/settings.ts'
import {checks} from '../found.ts'
import {asOf, judged} from './judged.ts'
import type {Options} from './options.ts'
import {isNamed, select} from './select.ts'

/** What may be asked of evidence that is already there. */
export type ReplayOptions = Partial<Pick<Options, 'only' | 'skip' | 'strict' | 'at'>>

/** The report that recorded evidence leads to, today as on the day it was made; asked as the run was unless `options` say otherwise. */
export function replay(record: EvidenceRecord, options: ReplayOptions = {}): Report {
  const asked = valueIn(record, settings)
  // Evidence of another version of npsmfa may name checks that this one does not have.
  const recorded = (names: readonly string[] = []) => names.filter((name) => isNamed(checks, name))
  const only = options.only?.length ? options.only : recorded(asked?.only)
  const skip = [...recorded(asked?.skip), ...(options.skip ?? [])]
  const strict = options.strict === true || asked?.strict === true
  const chosen = select(checks, only, skip)
  const report = judged(asOf(record, options.at ?? null), chosen, {only, skip, strict}, 0)
  return {...report, machine: {...report.machine, source: 'bundle'}}
}
