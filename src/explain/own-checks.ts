import {type AnyCheck, factsOf} from '../core/check.ts'
import type {ExplainedCheck} from '../core/explanation.ts'
import type {AnyProbe} from '../core/probe.ts'
import {type Layer, layers} from '../logs/causes/cause.ts'
import {signInsTitle} from '../logs/verdict.ts'

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
      explains: checks.filter(({after}) => after.includes(check.id)).map(({id}) => id),
    }
  })
}

const ofLayer: Readonly<Record<Layer, string>> = {
  mfa: 'Sign-ins pass without MFA',
  service: 'NPS itself, Windows or the domain fails',
  transport: 'NPS drops what a RADIUS client asks',
  'first-factor': 'NPS refuses before MFA is reached',
  token: 'The extension gets no token',
  network: 'The way out of the server is broken',
  extension: 'The extension fails at its own work',
  user: 'The MFA service refuses the user, or does not find them',
  method: 'The user’s second factor does not fit the way they come',
  action: 'What the user did, or did not do, when asked',
  timing: 'Somebody on the way does not wait as long as MFA takes',
}

/** What logs tell is judged of no facts: its codes are grouped as those of checks are. */
export const ofLogs: readonly OwnCheck[] = [
  ['logs.sign-ins', signInsTitle] as const,
  ...layers.map((layer) => [`logs.${layer}`, ofLayer[layer]] as const),
].map(([id, title]) => ({id, title, perUser: false, facts: [], permissions: [], after: [], explains: []}))
