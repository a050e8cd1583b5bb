import {
  type Blocked,
  CannotKnow,
  type Evidence,
  type EvidenceRecord,
  type NotKnown,
  rootOf,
} from './evidence.ts'
import {evidenceKey, type Fact, type Facts} from './fact.ts'
import type {AnyProbe} from './probe.ts'
import {retriesOf} from './retries.ts'

export interface Gathering<World> {
  probes: readonly AnyProbe<World>[]
  world: World
  /** The platform of the machine that is looked at. */
  platform: string
  /** The identity that looks, for the evidence. */
  as: string
  /** Ends the whole run. */
  signal: AbortSignal
  /** Called when a look begins and when it ends, with the number still under way. */
  onProgress?(waitingFor: readonly string[]): void
}

/** One look may take this long unless its probe says otherwise; the WinHTTP default for a connect is 60 s, a helpdesk call is not. */
const lookMs = 12_000
/** After its deadline a look has this long to hand over what it learnt. */
const graceMs = 150

/** Learns the wanted facts, and what they need, each at most once and all in parallel. Never rejects. */
export async function gather<World>(
  wanted: readonly Fact<unknown>[],
  users: readonly string[],
  g: Gathering<World>,
): Promise<EvidenceRecord> {
  const asked = new Map<string, Promise<Evidence>>()
  const waiting = new Set<string>()

  const learn = (fact: Fact<unknown>, user: string): Promise<Evidence> => {
    const key = evidenceKey(fact, user)
    const evidence = asked.get(key) ?? ask(fact, user)
    asked.set(key, evidence)
    return evidence
  }

  const ask = async (fact: Fact<unknown>, user: string): Promise<Evidence> => {
    const ways = g.probes.filter((p) => p.fact.key === fact.key && (!p.on || p.on.includes(g.platform)))
    // A way made for this platform knows better than one that works everywhere.
    ways.sort((a, b) => Number(b.on !== undefined) - Number(a.on !== undefined))
    let evidence: Evidence = {
      known: false,
      why: 'unsupported',
      detail: `${fact.about} cannot be read on this kind of machine`,
    }
    for (const probe of ways) {
      evidence = moreTelling(evidence, await tryProbe(probe, user))
      if (evidence.known) break
    }
    return evidence
  }

  const tryProbe = async (probe: AnyProbe<World>, user: string): Promise<Evidence> => {
    const [needs, wants] = await Promise.all([learnAll(probe.needs, user), learnAll(probe.wants ?? {}, user)])
    const missing = needs.find((n) => !n.evidence.known)
    if (missing && !missing.evidence.known) {
      return {
        known: false,
        why: 'blocked',
        root: rootOf(missing.evidence),
        by: missing.key,
        detail: missing.evidence.detail,
      }
    }
    const known: Record<string, unknown> = {}
    for (const {name, evidence} of [...needs, ...wants]) if (evidence.known) known[name] = evidence.value
    const about = probe.fact.about
    waiting.add(about)
    g.onProgress?.([...waiting])
    const evidence = await look(probe, known, user, g)
    waiting.delete(about)
    g.onProgress?.([...waiting])
    return evidence
  }

  const learnAll = (facts: Facts, user: string) =>
    Promise.all(
      Object.entries(facts).map(async ([name, fact]: [string, Fact<unknown>]) => ({
        name,
        key: evidenceKey(fact, user),
        evidence: await learn(fact, user),
      })),
    )

  const all = wanted.flatMap((fact) => (fact.per === 'user' ? users : ['']).map((user) => ({fact, user})))
  await Promise.all(all.map(({fact, user}) => learn(fact, user)))
  const entries = await Promise.all([...asked].map(async ([key, evidence]) => [key, await evidence] as const))
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function look<World>(
  probe: AnyProbe<World>,
  known: Record<string, unknown>,
  user: string,
  g: Gathering<World>,
): Promise<Evidence> {
  const started = performance.now()
  const ms = probe.timeoutMs ?? lookMs
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), ms)
  const ended = () => stop.abort()
  if (g.signal.aborted) ended()
  else g.signal.addEventListener('abort', ended, {once: true})
  try {
    const value = await Promise.race([
      probe.look(known, g.world, stop.signal, user),
      tooLate(probe, ms, stop.signal, g.signal),
    ])
    const took = Math.round(performance.now() - started)
    const retries = retriesOf(stop.signal)
    const evidence = {
      known: true,
      value,
      via: probe.via,
      as: g.as,
      at: new Date().toISOString(),
      ms: took,
    } as const
    return retries === 0 ? evidence : {...evidence, retries}
  } catch (error) {
    if (error instanceof CannotKnow) return {known: false, why: error.why, detail: error.message}
    const text = error instanceof Error ? error.message : String(error)
    return {known: false, why: 'error', detail: `${probe.via} failed: ${text}`}
  } finally {
    clearTimeout(timer)
    g.signal.removeEventListener('abort', ended)
    stop.abort()
  }
}

function tooLate(probe: AnyProbe<never>, ms: number, signal: AbortSignal, run: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => {
      const limit = run.aborted ? 'when the time for the whole run was up' : `within ${ms / 1000} s`
      const detail = `${probe.fact.about}: no answer ${limit} (${probe.via})`
      setTimeout(() => reject(new CannotKnow('timeout', detail)), graceMs).unref()
    }
    if (signal.aborted) late()
    else signal.addEventListener('abort', late, {once: true})
  })
}

const rank = ['unsupported', 'not-asked', 'blocked', 'timeout', 'error', 'denied']

/** Of two ways that both failed, the one that was tried furthest says more. */
function moreTelling(before: Evidence, now: Evidence): Evidence {
  if (now.known || before.known) return now
  return rank.indexOf((now as NotKnown | Blocked).why) >= rank.indexOf(before.why) ? now : before
}
