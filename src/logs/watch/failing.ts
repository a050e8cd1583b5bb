import type {Attempt} from '../attempt.ts'
import type {Blame} from '../blame.ts'
import {userKey} from '../join.ts'
import type {Shape} from '../signals.ts'

/** More are not told apart: so many decide already. */
const most = 100
/** More kinds of failure than logs have names for. */
const mostSignals = 500

interface Kind {
  people: Set<string>
  clients: Set<string>
  /** Clients at which somebody got in since it fails. */
  working: Set<string>
}

/** Since the watch began: what fails, for how many, and whether others get in; it decides between a code's meanings. */
export class Failing {
  readonly #kinds = new Map<string, Kind>()

  /** Takes note of an attempt that has ended; answers with what failures of its kind look like together. */
  add(attempt: Attempt, {outcome, signal}: Blame): Shape {
    const nas = attempt.nas ?? ''
    if (outcome === 'accepted') for (const kind of this.#kinds.values()) into(kind.working, nas)
    const by = outcome === 'accepted-without-mfa' ? 'mfa/off' : signal
    if (by === null) return alone
    const kind = this.#kinds.get(by) ?? {people: new Set(), clients: new Set(), working: new Set()}
    if (this.#kinds.size < mostSignals) this.#kinds.set(by, kind)
    into(kind.people, userKey(attempt.user) ?? '')
    into(kind.clients, nas)
    return shapeOf(kind)
  }
}

const into = (values: Set<string>, value: string): void => {
  if (values.size < most) values.add(value)
}

const alone: Shape = {people: 1, nobodyElse: false, scope: 'user:', onGateway: false}

function shapeOf({people, clients, working}: Kind): Shape {
  if (people.size < 2) return alone
  const nobodyElse = ![...clients].some((client) => working.has(client))
  const [client = ''] = clients
  const oneClient = clients.size === 1 && nobodyElse && working.size > 0
  const scope = oneClient ? `nas:${client}` : nobodyElse && people.size >= several ? 'all' : 'unknown'
  return {people: people.size, nobodyElse, scope, onGateway: false}
}

/** That nobody is asked for a second factor any more is told by this many people. */
const several = 3
