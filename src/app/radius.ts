import {type Attribute, RadiusError} from '../codecs/radius/packet.ts'
import type {Leg, RadiusReport, RadiusTest} from '../core/radius.ts'
import {UsageError} from '../core/usage-error.ts'
import {judge} from '../diagnosis/radius/judge.ts'
import {version} from '../version.ts'
import {LayerFailure, within} from '../world/net/layers.ts'
import {systemNames} from '../world/net/names.ts'
import {askForNobody} from '../world/radius/nobody.ts'
import {type Patience, usualPatience} from '../world/radius/patience.ts'
import {signed, unsigned} from '../world/radius/request.ts'
import type {RadiusServer} from '../world/radius/server.ts'
import {type SignIn, signIn} from '../world/radius/sign-in.ts'
import {askStatus} from '../world/radius/status.ts'
import {redacted} from '../world/redacted.ts'

export interface RadiusAsked {
  /** A name or address. */
  host: string
  port: number
  secret: string
  user: string
  password: string
  protocol: SignIn['protocol']
  /** For an answer to each request, in milliseconds. */
  timeoutMs: number
  attributes: readonly Attribute[]
  askCode: SignIn['askCode']
}

export interface RadiusWatching {
  signal: AbortSignal
  /** What is waited for now; nothing while a code is asked for. */
  onProgress(waitingFor: readonly string[]): void
}

const nameMs = 5_000
/** A server that is there answers about nobody at once; a packet that was lost is sent again. */
const briefly = {...usualPatience(3_000), firstPauseMs: 1_000}

/** How long to wait for what may well stay without an answer, once it is known how fast the server answers. */
function shortly({answer, ms}: Leg): Patience {
  const timeoutMs = answer ? Math.min(Math.max(ms * 4, 500), 3_000) : 1_500
  return {...usualPatience(timeoutMs), firstPauseMs: timeoutMs / 2}
}

/** A real sign-in over RADIUS, with three requests about nobody around it that tell one silence from another. */
export async function radiusTest(asked: RadiusAsked, watching: RadiusWatching): Promise<RadiusReport> {
  const given = [asked.secret, asked.password]
  const askCode: SignIn['askCode'] = async (prompt, ending) => {
    const code = await asked.askCode(redacted(prompt, given), ending)
    if (code !== null) given.push(code)
    return code
  }
  const test = await run({...asked, askCode}, watching).catch((error) => {
    if (!(error instanceof RadiusError)) throw error
    throw new UsageError(
      `This does not fit into a RADIUS request (${error.message}); give a shorter password, code or attributes.`,
    )
  })
  return {
    ...{schema: 'npsmfa.radius-test/1', tool: {name: 'npsmfa', version}, at: new Date().toISOString()},
    ...cleaned(test, given),
    ...judge(test),
  }
}

/** What a server says to people, without what it was given: a Reply-Message may hold anything. */
function cleaned(test: RadiusTest, given: readonly string[]): RadiusTest {
  const leg = <L extends Leg | null>(told: L): L => {
    if (!told?.answer) return told
    const {message, chapError} = told.answer
    const error = chapError && {...chapError, message: redacted(chapError.message, given)}
    return {...told, answer: {...told.answer, message: redacted(message, given), chapError: error}}
  }
  const {alive, nobody, legs} = test
  return {
    ...test,
    alive: leg(alive),
    nobody: {signed: leg(nobody.signed), unsigned: leg(nobody.unsigned)},
    legs: legs.map(leg),
  }
}

async function run(asked: RadiusAsked, watching: RadiusWatching): Promise<RadiusTest> {
  const {host, port, user, protocol, timeoutMs} = asked
  const {signal, onProgress} = watching
  const shown = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const test: RadiusTest = {
    ...{server: shown, user, protocol, timeoutMs},
    ...{address: null, alive: null, nobody: {signed: null, unsigned: null}, legs: []},
  }
  onProgress([`the name ${host}`])
  const address = await addressOf(host, signal)
  if (address === null) return test
  const server: RadiusServer = {address, port, secret: Buffer.from(asked.secret)}

  onProgress([`a sign of life of ${shown}`])
  const [alive, known] = await signsOfLife(server, signal)
  const begun: RadiusTest = {...test, address, alive, nobody: {signed: known, unsigned: null}}
  if ([alive, known].some((leg) => leg?.ended === 'unreachable')) return begun

  const waiting = () => onProgress([`the answer to ${user}’s sign-in`])
  waiting()
  const askCode: SignIn['askCode'] = async (prompt, ending) => {
    onProgress([])
    const code = await asked.askCode(prompt, ending)
    waiting()
    return code
  }
  const legs = await signIn({...asked, server, patience: usualPatience(timeoutMs), askCode}, signal)
  onProgress([`${shown} to answer an unsigned request`])
  const lax = await askForNobody(server, unsigned, shortly(known), signal)
  return {...begun, legs, nobody: {signed: known, unsigned: lax}}
}

/** Where the server answers about nobody, nobody waits for its answer to Status-Server, which NPS does not give. */
async function signsOfLife(server: RadiusServer, signal: AbortSignal): Promise<[Leg | null, Leg]> {
  const enough = new AbortController()
  const alive = askStatus(server, briefly, AbortSignal.any([signal, enough.signal])).catch((error) => {
    if (signal.aborted) throw error
    return null
  })
  const known = askForNobody(server, signed, briefly, signal).then((leg) => {
    if (leg.answer) enough.abort()
    return leg
  })
  return Promise.all([alive, known])
}

/** The first address of a name; null where there is none. */
async function addressOf(host: string, signal: AbortSignal): Promise<string | null> {
  const names = systemNames()
  try {
    const [address] = await within(names.lookup(host), {
      ...{layer: 'name', waitingFor: `no answer to the name look-up of ${host}`, ms: nameMs, signal},
      stop() {},
    })
    return address ?? null
  } catch (error) {
    if (!signal.aborted && error instanceof LayerFailure) return null
    throw error
  } finally {
    names.close()
  }
}
