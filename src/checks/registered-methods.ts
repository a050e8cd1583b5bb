import {overRadius, servedBy} from '../catalogue/methods.ts'
import {serviceMethods} from '../catalogue/service-methods.ts'
import type {AuthenticationMethods} from '../facts/authentication-methods.ts'
import type {MfaServiceUser} from '../facts/mfa-service-user.ts'

/** What a user has registered for a second factor, whoever told. */
export interface Registered {
  /** What works over RADIUS, in words. */
  usable: readonly string[]
  /** What does not, by the names of whoever told. */
  others: readonly string[]
  /** The user's choice (signInPreferences), "none" where there is none; null where it was not told. */
  preferred: string | null
  /** The choices that something registered serves. */
  served: readonly string[]
}

/** By the MFA service, which is what the extension will meet; of what that does not use, Graph tells more. */
export function registeredMethods(
  service: MfaServiceUser | undefined,
  graph: AuthenticationMethods | undefined,
): Registered | null {
  const byGraph = graph ? inGraph(graph) : null
  if (service?.answer !== 'methods') return byGraph
  const told = inService(service)
  return {
    ...told,
    others: [...told.others, ...(byGraph?.others ?? [])],
    preferred: told.preferred ?? byGraph?.preferred ?? 'none',
  }
}

const inGraph = ({methods, preferred}: AuthenticationMethods): Registered => ({
  usable: methods.flatMap((kind) => overRadius[kind] ?? []),
  others: methods.filter((kind) => !(kind in overRadius)),
  preferred,
  served: Object.keys(servedBy).filter((choice) => servedBy[choice]!.some((kind) => methods.includes(kind))),
})

function inService({methods}: Extract<MfaServiceUser, {answer: 'methods'}>): Registered {
  const known = methods.flatMap(({id, ...told}) => {
    const method = serviceMethods[id]
    return method ? [{...method, ...told}] : []
  })
  return {
    usable: known.map(({words, phone}) => (phone ? `${words} …${phone}` : words)),
    others: methods.flatMap(({id}) => (id in serviceMethods ? [] : [id])),
    preferred: known.find(({isDefault}) => isDefault)?.preferred ?? null,
    served: known.map(({preferred}) => preferred),
  }
}
