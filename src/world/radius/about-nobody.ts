import {setTimeout as pause} from 'node:timers/promises'
import type {Leg, ServerAnswers} from '../../core/radius.ts'
import type {Names} from '../net/names.ts'
import {redacted} from '../redacted.ts'
import {addressOf, type RadiusAccess, shown} from './access.ts'
import {askForNobody} from './nobody.ts'
import {type Patience, usualPatience} from './patience.ts'
import {signed, unsigned} from './request.ts'
import type {RadiusServer} from './server.ts'
import {askStatus} from './status.ts'

/** A server that is there answers about nobody at once; a packet that was lost is sent again. */
const briefly: Patience = {...usualPatience(2_000), firstPauseMs: 500}
/** Who has not answered by now may never: the next question need not wait for it, in milliseconds. */
const soonMs = 500

/** How long to wait for what may well stay without an answer, once it is known how fast the server answers. */
function shortly({answer, ms}: Pick<Leg, 'answer' | 'ms'>): Patience {
  const timeoutMs = answer ? Math.min(Math.max(ms * 4, 200), 2_000) : 1_500
  return {...usualPatience(timeoutMs), firstPauseMs: timeoutMs / 2}
}

/** Asks a RADIUS server whether it is there and takes requests, about nobody who exists: no phone rings, no password counts. */
export async function askAboutNobody(
  access: RadiusAccess,
  names: Pick<Names, 'lookup'>,
  signal: AbortSignal,
): Promise<ServerAnswers> {
  const server = shown(access)
  const address = await addressOf(access.host, names, signal)
  if (address === null) return {server, address, alive: null, nobody: {signed: null, unsigned: null}}
  const asked = {address, port: access.port, secret: Buffer.from(access.secret)}
  const [alive, known, lax] = await ask(asked, signal)
  const told = (leg: Leg | null) => leg && withoutSecrets(leg, [access.secret])
  return {server, address, alive: told(alive), nobody: {signed: told(known), unsigned: told(lax)}}
}

/** Where the server answers about nobody, nobody waits for its answer to Status-Server, which NPS does not give. */
function ask(server: RadiusServer, signal: AbortSignal): Promise<[Leg | null, Leg, Leg | null]> {
  const [answered, over] = [new AbortController(), new AbortController()]
  const alive = askStatus(server, briefly, AbortSignal.any([signal, answered.signal])).catch((error) => {
    if (signal.aborted) throw error
    return null
  })
  const known = askForNobody(server, signed, briefly, signal)
    .then((leg) => {
      if (leg.answer) answered.abort()
      return leg
    })
    .finally(() => over.abort())
  const soon = pause(soonMs, {answer: null, ms: soonMs, ended: null}, {signal: over.signal}).catch(
    () => known,
  )
  const lax = soon.then((leg) =>
    leg.ended === 'unreachable' || leg.ended === 'flood'
      ? null
      : askForNobody(server, unsigned, shortly(leg), signal),
  )
  return Promise.all([alive, known, lax])
}

/** What a server says to people, without what it was given: a Reply-Message may hold anything. */
export function withoutSecrets(leg: Leg, given: readonly string[]): Leg {
  if (!leg.answer) return leg
  const {message, chapError} = leg.answer
  const error = chapError && {...chapError, message: redacted(chapError.message, given)}
  return {...leg, answer: {...leg.answer, message: redacted(message, given), chapError: error}}
}
