import {randomBytes} from 'node:crypto'
import type {Session} from '../extension/mfa-client.ts'

/** The MFA service forgets a session after so long (Microsoft Learn, NPS extension errors: InvalidSession). */
const lifetimeMs = 180_000
/** Beyond these the oldest is forgotten. */
const most = 1_000

/** Challenges that wait for their code, by State; each is answered once. */
export function sessions(now: () => Date) {
  const open = new Map<string, {name: string; session: Session; until: number}>()
  return {
    begin(name: string, session: Session): Buffer {
      const state = randomBytes(16)
      if (open.size >= most) open.delete(open.keys().next().value!)
      open.set(state.toString('hex'), {name, session, until: now().getTime() + lifetimeMs})
      return state
    },
    /** The MFA service’s session of a challenge of that user that still waits; null where there is none. */
    end(state: Buffer, name: string): Session | null {
      const key = state.toString('hex')
      const challenge = open.get(key)
      open.delete(key)
      return challenge?.name === name && challenge.until > now().getTime() ? challenge.session : null
    },
  }
}

export type Sessions = ReturnType<typeof sessions>
