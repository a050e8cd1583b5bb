import type {Packet} from '../../codecs/radius/packet.ts'

/** So long an answer that was given is given again to the same request. */
const keptMs = 10_000
/** Requests that are looked at or remembered at the same time; more are not taken on. */
const most = 1_000

interface Place {
  address: string
  port: number
}

/**
 * Requests that are being looked at, and answers that were given (RFC 5080 §2.2.2): a duplicate of the first is discarded,
 * of the second answered as before, and neither is a sign-in of its own. A new authenticator is a new request.
 */
export function answers(now: () => number) {
  const known = new Map<string, {reply: Buffer | null; until: number}>()
  const forget = () => {
    for (const [key, {until}] of known) if (until <= now()) known.delete(key)
  }
  return {
    /** Null where the request is new and now ours to answer; else what a duplicate gets, if anything. */
    duplicate(from: Place, request: Packet): {reply: Buffer | null} | null {
      forget()
      const before = known.get(keyOf(from, request))
      if (before) return before
      if (known.size >= most) return {reply: null}
      known.set(keyOf(from, request), {reply: null, until: Infinity})
      return null
    },
    answered(from: Place, request: Packet, reply: Buffer): void {
      known.set(keyOf(from, request), {reply, until: now() + keptMs})
    },
    /** NPS answers nothing, and remembers nothing: the same packet is looked at again. */
    discarded: (from: Place, request: Packet) => void known.delete(keyOf(from, request)),
  }
}

const keyOf = ({address, port}: Place, {identifier, authenticator}: Packet) =>
  `${address} ${port} ${identifier} ${authenticator.toString('hex')}`
