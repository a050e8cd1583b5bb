import type {Report} from '../../src/core/report.ts'

/** What a report judges, without the names that aliases may stand for. */
export const judged = ({exit, rootCauses, findings, notSeen, signIns}: Report) => ({
  exit,
  notSeen: notSeen.length,
  signIns,
  roots: rootCauses.map(({code, since, lastGood, explains}) => ({code, since, lastGood, explains})),
  findings: findings.map(({code, because}) => ({code, because})),
})
