import {randomUUID} from 'node:crypto'

/** Somebody is being asked, or a code is due. */
export interface Prompt {
  id: string
  /** Principal name, lower case. */
  user: string
  /** The service's id of the method. */
  method: string
  takesCode: boolean
  /** Milliseconds since 1970. */
  since: number
  wrongCodes: number
}

/** The MFA service forgets a session after so long (Microsoft Learn, NPS extension errors: InvalidSession). */
export const sessionMs = 180_000
/** Within this time a user's prompts are counted. */
const limitMs = 600_000
/** Beyond these the oldest is forgotten. */
const most = 1_000

/** The sessions of the MFA service. */
export function prompts() {
  const open = new Map<string, Prompt>()
  const begun: {user: string; at: number}[] = []
  return {
    begin(asked: Pick<Prompt, 'user' | 'method' | 'takesCode' | 'since'>): Prompt {
      const prompt = {...asked, id: randomUUID(), wrongCodes: 0}
      if (open.size >= most) open.delete(open.keys().next().value!)
      open.set(prompt.id, prompt)
      begun.push({user: asked.user, at: asked.since})
      if (begun.length > most) begun.shift()
      return prompt
    },
    find: (id: string): Prompt | undefined => open.get(id),
    end: (id: string) => open.delete(id),
    /** Whether a prompt on this user's phone is not answered yet. */
    isAsked: (user: string, now: number): boolean =>
      [...open.values()].some(
        (prompt) => prompt.user === user && !prompt.takesCode && now - prompt.since < sessionMs,
      ),
    countOf: (user: string, now: number): number =>
      begun.filter((one) => one.user === user && now - one.at < limitMs).length,
  }
}

export type Prompts = ReturnType<typeof prompts>
