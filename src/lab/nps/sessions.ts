import {randomBytes} from 'node:crypto'

/** The MFA service forgets a session after so long (Microsoft Learn, NPS extension errors: InvalidSession). */
const lifetimeMs = 180_000
/** Beyond these the oldest is forgotten. */
const most = 1_000

/** Challenges that wait for their code, by State; each is answered once. */
export function sessions(now: () => Date) {
  const open = new Map<string, {name: string; until: number}>()
  return {
    begin(name: string): Buffer {
      const state = randomBytes(16)
      if (open.size >= most) open.delete(open.keys().next().value!)
      open.set(state.toString('hex'), {name, until: now().getTime() + lifetimeMs})
      return state
    },
    /** Whether this is a challenge of that user that still waits. */
    end(state: Buffer, name: string): boolean {
      const key = state.toString('hex')
      const session = open.get(key)
      open.delete(key)
      return session?.name === name && session.until > now().getTime()
    },
  }
}

export type Sessions = ReturnType<typeof sessions>
