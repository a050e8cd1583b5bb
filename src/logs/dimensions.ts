import type {Attempt} from './attempt.ts'
import {userKey} from './join.ts'
import {own} from './own.ts'

/** By what a fault may be limited; the first that explains it is its scope. */
export const dimensions = ['user', 'nas', 'server', 'domain', 'method'] as const
export type Dimension = (typeof dimensions)[number]

/** Where one attempt stands in each. */
export type Place = Readonly<Record<Dimension, string | null>>

const mine = (text: string | null) => (text === null ? null : own(text))

export const placeOf = ({user, nas, server, domain, method}: Attempt): Place => ({
  user: mine(userKey(user)),
  nas: mine(nas),
  server: mine(server),
  domain: mine(domain?.toLowerCase() ?? null),
  method: mine(method),
})
