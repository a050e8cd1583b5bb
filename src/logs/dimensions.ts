import type {Attempt} from './attempt.ts'
import {userKey} from './join.ts'
import {own} from './own.ts'

/** By what a fault may be limited; the first that explains it is its scope. */
export const dimensions = ['user', 'nas', 'server', 'domain', 'method'] as const
export type Dimension = (typeof dimensions)[number]

/** Where one attempt stands in each. */
export type Place = Readonly<Record<Dimension, string | null>>

const mine = (text: string | null) => (text === null ? null : own(text))

/** The same for what is mostly as it was before. */
function asBefore(make: (text: string | null) => string | null): (text: string | null) => string | null {
  let [before, made]: (string | null)[] = [null, null]
  return (text) => {
    if (text !== before) [before, made] = [text, make(text)]
    return made!
  }
}
const [nasOf, serverOf, methodOf] = [asBefore(mine), asBefore(mine), asBefore(mine)]
const domainOf = asBefore((domain) => mine(domain?.toLowerCase() ?? null))

export const placeOf = ({user, nas, server, domain, method}: Attempt): Place => ({
  user: mine(userKey(user)),
  nas: nasOf(nas),
  server: serverOf(server),
  domain: domainOf(domain),
  method: methodOf(method),
})
