import {hostname, userInfo} from 'node:os'
import type {Machine} from '../facts/machine.ts'
import {directoryAt} from '../world/directory/directory.ts'
import {graphAt} from '../world/entra/graph.ts'
import {bearerFor} from '../world/entra/sign-in.ts'
import {askForToken} from '../world/entra/token.ts'
import {ask} from '../world/http.ts'
import {remembering, systemNames} from '../world/net/names.ts'
import type {Route} from '../world/net/network.ts'
import {machineTrust} from '../world/net/trust.ts'
import type {WinApi} from '../world/windows/api.ts'
import type {World} from '../world/world.ts'
import type {Options} from './options.ts'
import {proxyFromEnvironment} from './proxies.ts'

/** This machine, as it is. */
export const thisMachine = (): Machine => ({
  name: hostname(),
  platform: process.platform,
  as: userInfo().username,
  elevated: process.getuid?.() === 0,
  source: 'live',
})

/** The way out that this machine's own settings describe. */
export const liveRoute = (options: Options): Route => ({
  names: remembering(systemNames()),
  trust: machineTrust(),
  proxyFor: options.proxy ? () => options.proxy : proxyFromEnvironment(process.env),
  portOf: (_host, port) => port,
})

/** Puts the doors together: one route out, and everything that goes through it. */
export function worldOf(options: Options, route: Route, machine: Machine, windows: WinApi | null): World {
  const {directory: access, signIn, tenant, cloud, users, credential} = options
  const direct = {...route, proxyFor: () => null}
  const directory = access
    ? directoryAt(access.ca ? {...direct, trust: machineTrust(access.ca)} : direct, access)
    : null
  let graph: ReturnType<World['graph']> | undefined
  return {
    asked: {tenant, cloud, users},
    machine,
    windows,
    credential,
    directory,
    graph(place) {
      graph ??=
        signIn.way === 'none'
          ? null
          : graphAt(route, place.host, (signal) => bearerFor(route, place, signIn, signal))
      return graph
    },
    get: (url, signal) => ask(route, url, signal, {limit: 16_384}),
    token: (asked, signal) => askForToken(route, asked, signal),
    close() {
      directory?.close()
      route.names.close()
    },
  }
}
