import type {EvidenceRecord} from '../core/evidence.ts'
import type {Report} from '../core/report.ts'
import type {Bundle} from './bundle.ts'
import {digestOf} from './digest.ts'

export interface Content {
  evidence: EvidenceRecord
  report: Report
  pseudonyms: Bundle['pseudonyms']
}

/** Puts a bundle together and seals it with its digest. */
export function makeBundle({evidence, report, pseudonyms}: Content): Bundle {
  const open = {
    schema: 'npsmfa.bundle/1' as const,
    tool: {...report.tool, node: process.version},
    pseudonyms,
    evidence,
    report,
  }
  return {...open, digest: digestOf(open)}
}
