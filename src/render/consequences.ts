import type {Finding, RootCause} from '../core/report.ts'

/** The findings that a root cause explains: where it is one person's, none of anybody else, who may have it too. */
export function consequencesOf({code, scope}: RootCause, findings: readonly Finding[]): Finding[] {
  const person = findings.find((f) => f.code === code && scope === `user:${f.user}`)?.user
  return findings.filter(
    ({because, status, user}) =>
      because.includes(code) && status !== 'unknown' && (person === undefined || (user ?? person) === person),
  )
}
