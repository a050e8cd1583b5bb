import {clouds} from '../catalogue/clouds.ts'
import {CannotKnow} from '../core/evidence.ts'
import {bearerFor, type SignIn} from '../world/entra/sign-in.ts'
import type {Route} from '../world/net/network.ts'
import {windowsDoor} from '../world/windows/door.ts'
import type {GraphPlace} from '../world/world.ts'
import {type LabWorld, labWorld} from './lab.ts'
import type {Options} from './options.ts'
import {thisMachine} from './this-machine.ts'
import {liveRoute, worldOf} from './world.ts'

/** The world that the options mean: the lab, or this machine and what it reaches. */
export async function openWorld(
  options: Options,
  signal: AbortSignal = new AbortController().signal,
): Promise<LabWorld> {
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
  return {options: signedIn, world, route, lab: null, close: async () => world.close()}
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
