import type {Report} from '../../src/core/report.ts'

/** What a report judges, without the names that aliases may stand for. */
export const judged = ({exit, rootCauses, findings, notSeen}: Report) => ({
  exit,
  notSeen: notSeen.length,
  roots: rootCauses.map(({code, since, lastGood, explains}) => ({code, since, lastGood, explains})),
  findings: findings.map(({code, because}) => ({code, because})),
})
