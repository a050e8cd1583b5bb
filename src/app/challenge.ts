import {setTimeout} from 'node:timers/promises'
import {serviceMethods} from '../catalogue/service-methods.ts'
import type {Result} from '../codecs/mfa/answers.ts'
import type {ChallengeReport, ChallengeStep} from '../core/challenge.ts'
import {type Ended, judgeChallenge} from '../diagnosis/challenge.ts'
import {unansweredWords} from '../probes/shared/mfa-words.ts'
import {version} from '../version.ts'
import type {MfaService, Session} from '../world/entra/mfa-service.ts'
import type {Said} from '../world/entra/mfa-wire.ts'
import {serviceOf} from './challenge-service.ts'
import {openWorld} from './open-world.ts'
import {defaults, type Options} from './options.ts'

export interface ChallengeAsked {
  options: Partial<Options>
  /** As Entra knows the user. */
  user: string
  /** The service's id of a method; null for the user's default. */
  method: string | null
  /** How long the user is waited for, in milliseconds. */
  timeoutMs: number
  /** Null where there is none; a lab has codes of its own. */
  askCode(prompt: string, signal: AbortSignal): Promise<string | null>
}

export interface ChallengeWatching {
  signal: AbortSignal
  /** What is waited for now; nothing while a code is asked for. */
  onProgress(waitingFor: readonly string[]): void
}

/** So often the service is asked whether the user has decided, in milliseconds; public clients of it do the same. */
const pollMs = 1_000

/** Asks somebody for a second factor as the extension would: a phone may ring. */
export async function challenge(
  asked: ChallengeAsked,
  watching: ChallengeWatching,
): Promise<ChallengeReport> {
  const at = new Date().toISOString()
  const {world, options, lab, close} = await openWorld({...defaults, ...asked.options}, watching.signal)
  const askCode = lab === null ? asked.askCode : async () => lab.introduction.radius.code
  const run = new Run({...asked, askCode}, watching)
  try {
    const ended = await run.ask(() => serviceOf(world, options, watching))
    const {host, method, steps} = run
    return {
      ...{schema: 'npsmfa.challenge/1', tool: {name: 'npsmfa', version}, at, user: asked.user},
      ...{host, method, steps},
      ...judgeChallenge({user: asked.user, method}, ended),
    }
  } finally {
    await close()
  }
}

class Run {
  readonly steps: ChallengeStep[] = []
  host: string | null = null
  method: string | null
  readonly #asked: ChallengeAsked
  readonly #watching: ChallengeWatching

  constructor(asked: ChallengeAsked, watching: ChallengeWatching) {
    this.#asked = asked
    this.#watching = watching
    this.method = asked.method
  }

  async ask(open: () => ReturnType<typeof serviceOf>): Promise<Ended> {
    const {user} = this.#asked
    const {signal, onProgress} = this.#watching
    onProgress(['the extension’s token'])
    const opened = await this.#timed('token', open, () => null)
    if ('why' in opened) return {how: 'unanswered', why: opened.why}
    this.host = opened.host
    const {service} = opened

    onProgress([`what ${user} may be asked for`])
    const known = await this.#timed('methods', () => service.methods(user, signal))
    // Where the service does not let us ask this, it may still let us ask the user.
    if (known.answer === 'said')
      this.method ??= known.said.methods.find(({isDefault}) => isDefault)?.id ?? null

    onProgress(['the MFA service to ask'])
    const begun = await this.#timed('ask', () => service.begin({user, method: this.#asked.method}, signal))
    if (begun.answer !== 'said') return {how: 'unanswered', why: unansweredWords(begun)}
    const {result, decided, sessionId, affinityUrl} = begun.said
    if (decided === 'true') return {how: 'not-asked'}
    if (result.value !== 'Success' || sessionId === null)
      return {how: 'decided', accepted: false, result: result.value}
    const session = {user, id: sessionId, affinityUrl}
    return decided === 'challenge' || this.#takesCode()
      ? this.#code(service, session)
      : this.#decision(service, session)
  }

  #takesCode(): boolean {
    return this.method !== null && serviceMethods[this.method]?.takesCode === true
  }

  async #code(service: MfaService, session: Session): Promise<Ended> {
    const {signal, onProgress} = this.#watching
    onProgress([])
    const code = await this.#asked.askCode(`Code of ${session.user}`, signal)
    if (code === null) return {how: 'no-code'}
    onProgress(['the MFA service to look at the code'])
    return endedBy(await this.#timed('code', () => service.end(session, code, signal)))
  }

  async #decision(service: MfaService, session: Session): Promise<Ended> {
    const {signal, onProgress} = this.#watching
    const {timeoutMs} = this.#asked
    onProgress([`${session.user} to answer the phone`])
    const started = performance.now()
    const waited = await this.#timed('wait', async () => {
      for (;;) {
        const told = await service.end(session, null, signal)
        const open = told.answer === 'said' && told.said.result.value === 'AuthenticationPending'
        if (!open || performance.now() - started + pollMs > timeoutMs) return told
        await setTimeout(pollMs, undefined, {signal})
      }
    })
    return waited.answer === 'said' && waited.said.result.value === 'AuthenticationPending'
      ? {how: 'silence', waitedMs: Math.round(performance.now() - started)}
      : endedBy(waited)
  }

  async #timed<T>(
    step: ChallengeStep['step'],
    work: () => Promise<T>,
    resultOf: (told: T) => string | null = (told) => resultIn(told as Said<{result: Result}>),
  ): Promise<T> {
    const started = performance.now()
    const told = await work()
    this.steps.push({step, ms: Math.round(performance.now() - started), result: resultOf(told)})
    return told
  }
}

const resultIn = (told: Said<{result: Result}>): string | null =>
  told.answer === 'said' ? told.said.result.value : null

function endedBy(told: Awaited<ReturnType<MfaService['end']>>): Ended {
  if (told.answer !== 'said') return {how: 'unanswered', why: unansweredWords(told)}
  const {result, decided} = told.said
  return {how: 'decided', accepted: decided === 'true', result: result.value}
}
