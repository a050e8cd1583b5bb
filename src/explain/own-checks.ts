import {type AnyCheck, factsOf} from '../core/check.ts'
import type {ExplainedCheck} from '../core/explanation.ts'
import type {AnyProbe} from '../core/probe.ts'
import {layers} from '../logs/causes/cause.ts'
import {titleOf} from '../logs/report.ts'
import {signInsTitle} from '../logs/verdict.ts'
import {checkOf} from './own-codes.ts'

/** What a check is, but for how it can end. */
export type OwnCheck = Omit<ExplainedCheck, 'endings' | 'docs'>

/** Every check with what it needs and what it stands between. */
export function ownChecksOf<World>(
  checks: readonly AnyCheck[],
  probes: readonly AnyProbe<World>[],
): OwnCheck[] {
  const permissionsOf = (keys: readonly string[]) =>
    probes.flatMap(({fact, permission}) => (permission && keys.includes(fact.key) ? [permission] : []))
  return checks.map((check) => {
    const facts = factsOf(check).map(({key}) => key)
    return {
      id: check.id,
      title: check.title,
      perUser: check.perUser,
      facts,
      permissions: [...new Set(permissionsOf(facts))],
      after: [...check.after],
      explains: checks.filter(({after}) => after.some(isOf(check))).map(({id}) => id),
    }
  })
}

/** A check may follow another one, or a single ending of it. */
const isOf =
  ({id}: AnyCheck) =>
  (code: string) =>
    checkOf({code}) === id

/** What logs tell is judged of no facts: its codes are grouped as those of checks are. */
export const ofLogs: readonly OwnCheck[] = [
  ['logs.sign-ins', signInsTitle] as const,
  ...layers.map((layer) => [`logs.${layer}`, titleOf(layer)] as const),
].map(([id, title]) => ({id, title, perUser: false, facts: [], permissions: [], after: [], explains: []}))
