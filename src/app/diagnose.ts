import {clouds} from '../catalogue/clouds.ts'
import {type AnyCheck, factsOf} from '../core/check.ts'
import {CannotKnow, type EvidenceRecord} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {gather} from '../core/gather.ts'
import type {Report} from '../core/report.ts'
import {factsOfChanges} from '../diagnosis/changes.ts'
import {machine} from '../facts/machine.ts'
import {run} from '../facts/run.ts'
import {settings} from '../facts/settings.ts'
import {signInLog} from '../facts/sign-in-log.ts'
import {checks, probes} from '../found.ts'
import {bearerFor, type SignIn} from '../world/entra/sign-in.ts'
import type {Route} from '../world/net/network.ts'
import {windowsDoor} from '../world/windows/door.ts'
import type {GraphPlace, World} from '../world/world.ts'
import {asOf, judged} from './judged.ts'
import {type LabWorld, labWorld} from './lab.ts'
import {defaults, type Options} from './options.ts'
import {select} from './select.ts'
import {thisMachine} from './this-machine.ts'
import {liveRoute, worldOf} from './world.ts'

export interface Diagnosis {
  report: Report
  /** All evidence; replays to the same findings. */
  record: EvidenceRecord
}

export interface Watching {
  /** Ends the run early; what was learnt until then is judged. */
  signal?: AbortSignal
  onProgress?(waitingFor: readonly string[]): void
}

/** Looks at an installation and says what is wrong with it. Rejects with `UsageError` where the options cannot be followed. */
export async function diagnose(asked: Partial<Options> = {}, watching: Watching = {}): Promise<Diagnosis> {
  const started = performance.now()
  const options = {...defaults, ...asked}
  const chosen = select(checks, options.only, options.skip)
  const {world, options: completed, close} = await open(options, watching.signal)
  try {
    const record = await look(chosen, world, completed, watching)
    const tookMs = performance.now() - started
    return {report: judged(asOf(record, options.at), chosen, options, tookMs), record}
  } finally {
    await close()
  }
}

async function open(options: Options, signal: AbortSignal = new AbortController().signal): Promise<LabWorld> {
  if (options.lab !== null) return labWorld(options, options.lab, signal)
  const windows = windowsDoor()
  const route = await liveRoute(options, windows.api)
  const {signIn, cloud, tenant} = options
  const {stsUrl, graphHost} = clouds[cloud ?? 'public']
  // A person needs longer to sign in than a run may last, so that comes first.
  const place = {host: graphHost, stsUrl, tenant: tenant ?? 'organizations'}
  const signedIn =
    signIn.way === 'device' ? {...options, signIn: await signInNow(route, place, signIn, signal)} : options
  const world = worldOf(signedIn, route, await thisMachine('live', windows.api), windows)
  return {options: signedIn, world, close: async () => world.close()}
}

/** A person who does not sign in leaves Graph unasked, not the run undone. */
async function signInNow(route: Route, place: GraphPlace, how: SignIn, signal: AbortSignal): Promise<SignIn> {
  try {
    return {way: 'token', token: await bearerFor(route, place, how, signal)}
  } catch (reason) {
    if (reason instanceof CannotKnow) return {way: 'refused', reason}
    throw reason
  }
}

async function look(
  chosen: readonly AnyCheck[],
  world: World,
  {users, deadlineMs}: Options,
  {signal, onProgress}: Watching,
) {
  const wanted = new Map<string, Fact<unknown>>(
    [run, settings, machine, signInLog, ...factsOfChanges].map((fact) => [fact.key, fact]),
  )
  for (const check of chosen) {
    for (const fact of factsOf(check)) wanted.set(fact.key, fact)
  }
  const deadline = AbortSignal.timeout(deadlineMs)
  return gather([...wanted.values()], users, {
    probes,
    world,
    platform: world.machine.platform,
    as: world.machine.as,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    ...(onProgress ? {onProgress} : {}),
  })
}
