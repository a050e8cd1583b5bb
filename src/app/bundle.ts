import {createHash} from 'node:crypto'
import type {Bundle} from '../bundle/bundle.ts'
import {trusted} from '../bundle/evidence.ts'
import {makeBundle} from '../bundle/make.ts'
import {largestBundle, parseBundle, refused} from '../bundle/parse.ts'
import {type Alias, type Aliasing, pseudonymise} from '../bundle/pseudonyms/pseudonymise.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import {readAtMost} from '../world/read-at-most.ts'
import type {Diagnosis} from './diagnose.ts'
import {factsByKey} from './facts.ts'
import {replay} from './replay.ts'

/** A bundle that was read, with its evidence in this version's shapes. */
export interface OpenBundle {
  bundle: Bundle
  record: EvidenceRecord
}

/** Reads a bundle; `given` is what named its file. Throws `UsageError` where it cannot be used. */
export function openBundle(file: string, given = 'FILE'): OpenBundle {
  const bundle = parseBundle(given, bytesOf(file, given))
  return {bundle, record: trusted(bundle.evidence as EvidenceRecord, factsByKey())}
}

function bytesOf(file: string, given: string): Buffer {
  try {
    return readAtMost(file, largestBundle)
  } catch (error) {
    const {code} = error as {code?: string}
    throw refused(given, `it cannot be read (${code}); give the path of a readable file`)
  }
}

/** A run as a bundle under pseudonyms, and what stands behind them, which belongs to the sender alone. */
export function bundleOf(
  {record, report}: Diagnosis,
  {key, keep}: Aliasing,
): {bundle: Bundle; aliases: Alias[]} {
  const aliased = pseudonymise(record, factsByKey(), {key, keep})
  const {machine, ...rest} = replay(aliased.record)
  const bundle = makeBundle({
    evidence: aliased.record,
    report: {...rest, machine: {...machine, source: report.machine.source}, tookMs: report.tookMs},
    pseudonyms: {
      keyId: createHash('sha256').update(key).digest('hex').slice(0, 16),
      kept: [...keep],
      replaced: aliased.replaced,
    },
  })
  return {bundle, aliases: aliased.map}
}
