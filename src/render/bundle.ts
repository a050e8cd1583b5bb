import type {EvidenceRecord} from '../core/evidence.ts'
import type {Report} from '../core/report.ts'
import {plain} from '../core/words.ts'
import {columns} from './columns.ts'
import {type Look, paint} from './style.ts'
import {renderText} from './text.ts'

/** What is shown of a bundle besides the report that its evidence leads to. */
export interface ShownBundle {
  bundle: {
    tool: {version: string; node: string}
    pseudonyms: {kept: readonly string[]; replaced: readonly {kind: string; count: number}[]} | null
    report: {rootCauses: readonly {code: string}[]}
  }
  record: EvidenceRecord
}

/** For people: what the bundle holds, then its report. */
export function renderBundle({bundle, record}: ShownBundle, report: Report, look: Look): string {
  const {tool, pseudonyms} = bundle
  const known = Object.values(record).filter((evidence) => evidence.known).length
  const total = Object.keys(record).length
  const rows = [
    ['  Made by', `npsmfa ${plain(tool.version)}, Node.js ${plain(tool.node)}`],
    ['  Holds', `${total} facts, ${total - known} of them not known`],
    ['  Aliases', aliases(pseudonyms)],
  ]
  const differs = differing(bundle.report.rootCauses, report.rootCauses)
  if (differs) rows.push(['  Differs', differs])
  return `${paint('Bundle', 'bold', look)}\n${columns(rows, [12], look.width)}\n${renderText(report, look)}`
}

function aliases(pseudonyms: ShownBundle['bundle']['pseudonyms']): string {
  if (!pseudonyms) return 'none: everything is in clear'
  const replaced = pseudonyms.replaced.map(({kind, count}) => `${count} ${plain(kind)}`).join(', ')
  const kept = pseudonyms.kept.map((kind) => plain(kind)).join(', ')
  return `${replaced || 'nothing had to be replaced'}${kept ? `; in clear: ${kept}` : ''}`
}

type Coded = readonly {code: string}[]

/** The report that was made with the bundle may be another version's. */
function differing(then: Coded, now: Coded): string | null {
  const codes = (causes: Coded) => causes.map(({code}) => plain(code)).join(', ') || 'none'
  return codes(then) === codes(now)
    ? null
    : `when it was made its root causes were: ${codes(then)}; this npsmfa judges otherwise`
}
