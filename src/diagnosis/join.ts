import {codeOf} from '../logs/causes/cause.ts'
import {hintOf, messageOf, titleOf} from '../logs/report.ts'
import {explainedBy} from './explainers.ts'
import type {Folded} from './fold.ts'
import type {Logged} from './logged.ts'
import {byCause} from './order.ts'
import {isRoot, type Told} from './told.ts'

/** The check that counts what the logs hold without names: what is known more closely explains it. */
const counting = 'events.recent-errors'

/** A client cannot tell why NPS keeps silent; NPS' own log of what it dropped can. */
const silence = 'radius.answers/silence'

/** Findings and logged faults as one list in causal order, each with its roots; what is not sure enough to stand alone is left out. */
export function joined(folded: readonly Folded[], faults: readonly Logged[]): Told[] {
  const roots = folded.filter((finding) => isRoot(finding) && finding.check !== counting)
  const rootsOf = (fault: Logged): string[] => {
    const found = explaining(fault, roots)
    if (found.length > 0) return found.map(({code}) => code)
    const parents = faults.filter((other) => fault.because.includes(codeOf(other.cause)))
    const further = parents.flatMap(rootsOf)
    if (further.length > 0) return [...new Set(further)]
    return fault.standsAlone ? [codeOf(fault.cause)] : []
  }
  const logged = faults.flatMap((fault): Told[] => {
    const own = judgement(fault)
    const because = rootsOf(fault)
    return because.length === 0
      ? []
      : [{...own, because: because.filter((root) => root !== own.code), logged: fault}]
  })
  const statuses = new Map([...folded, ...logged].map(({code, status}) => [code, status]))
  const known = new Set(logged.flatMap(({code, because}) => (because.length > 0 ? because : [code])))
  const causing = ({status}: Folded) =>
    [...known].filter((code) => statuses.get(code) === 'fail' || status === 'warn')
  const dropping = logged.flatMap(({code, because, logged: fault}) => {
    if (fault?.cause.layer !== 'transport') return []
    return because.length > 0 ? because : [code]
  })
  const becauseOf = (finding: Folded): string[] => {
    if (finding.check === counting && isRoot(finding)) return causing(finding)
    return finding.code === silence && finding.because.length === 0 ? [...new Set(dropping)] : finding.because
  }
  const findings = folded.map((finding): Told => ({...finding, because: becauseOf(finding), logged: null}))
  return [...findings, ...logged].sort((a, b) => byCause(a.check, b.check))
}

/** Of the findings that could explain a fault those that speak of the very same thing, else all. */
function explaining(fault: Logged, roots: readonly Folded[]): Folded[] {
  const found = roots.map((root) => ({root, how: explainedBy(fault, root)})).filter(({how}) => how !== null)
  const exact = found.filter(({how}) => how === 'confirms')
  return (exact.length > 0 ? exact : found).map(({root}) => root)
}

const judgement = (fault: Logged): Omit<Folded, 'because'> => ({
  check: `logs.${fault.cause.layer}`,
  title: titleOf(fault.cause.layer),
  status: fault.cause.status,
  code: codeOf(fault.cause),
  message: messageOf(fault),
  // What would confirm it has just been looked at.
  hint: {...hintOf(fault.cause), run: []},
  since: null,
  user: null,
})
