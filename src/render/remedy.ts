import type {Finding, Report} from '../core/report.ts'
import {time, visible} from '../core/words.ts'
import {disruptions, scope, since} from './cause-words.ts'
import {countedFindings} from './counted.ts'
import {owners} from './owners.ts'

/** What belongs to a finding beside its sentence, line by line: as of when, for whom, since when, who acts, the cure, its code. */
export function remedy({code, user, because, hint}: Finding, {rootCauses, asOf}: Report): string[] {
  const cause = rootCauses.find((c) => c.code === code && (user === undefined || c.scope === `user:${user}`))
  return [
    ...(asOf ? [`Judged as of: ${time(asOf)}`] : []),
    ...(cause ? [`For: ${scope(cause.scope)}`] : []),
    ...(cause?.since ? [`Since: ${since(cause)}`] : []),
    ...(because.length > 0 ? [`Because of: ${because.join(', ')}`] : []),
    ...(hint.owner ? [`Who acts: ${owners[hint.owner]}`] : []),
    ...(hint.do ?? []).map((step, i) => `${i + 1}. ${step}`),
    ...(hint.run ?? []).map((command) => `> ${command}`),
    ...(hint.disrupts ? [`Disrupts: ${disruptions[hint.disrupts]}`] : []),
    `Code: ${code}`,
  ].map(visible)
}

/** What a finding is called: its check, and the user where it is made for each. */
export const nameOf = ({check, user}: Finding): string =>
  user === undefined ? check : `${check} (${visible(user)})`

/** What could not be determined; first what says how to find out, for the rest mostly follows from that. */
export const undetermined = (report: Report): Finding[] =>
  countedFindings(report)
    .filter(({status}) => status === 'unknown')
    .toSorted((a, b) => Number(b.hint.do !== undefined) - Number(a.hint.do !== undefined))
