import type {Machine} from '../facts/machine.ts'
import {directoryAt} from '../world/directory/directory.ts'
import {graphAt} from '../world/entra/graph.ts'
import {mfaServiceAt} from '../world/entra/mfa-service.ts'
import {bearerFor} from '../world/entra/sign-in.ts'
import {tokens} from '../world/entra/tokens.ts'
import {ask} from '../world/http.ts'
import {remembering, systemNames} from '../world/net/names.ts'
import type {Route} from '../world/net/network.ts'
import {machineTrust} from '../world/net/trust.ts'
import {askAboutNobody} from '../world/radius/about-nobody.ts'
import type {WinApi} from '../world/windows/api.ts'
import type {WindowsDoor} from '../world/windows/door.ts'
import {rememberingEvents} from '../world/windows/remembering.ts'
import type {World} from '../world/world.ts'
import type {Options} from './options.ts'
import {proxyFromEnvironment} from './proxies.ts'
import {settingsOf} from './settings.ts'
import {proxyFromWindows} from './windows-proxy.ts'

/** The way out that this machine's own settings describe: --proxy, the environment, then what Windows is set to. */
export async function liveRoute(options: Options, windows: WinApi): Promise<Route> {
  const fromEnvironment = proxyFromEnvironment(process.env)
  const fromWindows = proxyFromWindows(await windows.winHttpProxy().catch(() => null))
  return {
    names: remembering(systemNames()),
    trust: machineTrust(),
    proxyFor: options.proxy ? () => options.proxy : (host) => fromEnvironment(host) ?? fromWindows(host),
    portOf: (_host, port) => port,
  }
}

/** The directory that was named; else, on Windows, that of the domain the machine is in, asked as whoever runs this. */
function directoryOf(access: Options['directory'], route: Route, machine: Machine, windows: WinApi) {
  const direct = {...route, proxyFor: () => null}
  if (access) return directoryAt(access.ca ? {...direct, trust: machineTrust(access.ca)} : direct, access)
  return machine.platform === 'win32' ? directoryAt(direct, {windows, user: machine.as}) : null
}

/** Puts the doors together: one route out, and everything that goes through it. */
export function worldOf(
  options: Options,
  route: Route,
  machine: Machine,
  {api, close: closeWindows}: WindowsDoor,
): World {
  const {directory: access, signIn, tenant, cloud, users, credential, radius} = options
  const windows = rememberingEvents(api)
  const directory = directoryOf(access, route, machine, windows)
  const token = tokens(route)
  let graph: ReturnType<World['graph']> | undefined
  return {
    asked: {tenant, cloud, users, settings: settingsOf(options)},
    machine,
    windows,
    credential,
    directory,
    radius: radius && ((signal) => askAboutNobody(radius, route.names, signal)),
    graph(place) {
      graph ??=
        signIn.way === 'none'
          ? null
          : graphAt(route, place.host, (signal) => bearerFor(route, place, signIn, signal))
      return graph
    },
    get: (url, signal) => ask(route, url, signal, {limit: 16_384}),
    token: token.ask,
    mfaService: (asked, place) => mfaServiceAt({...place, route}, (signal) => token.bearer(asked, signal)),
    close() {
      directory?.close()
      route.names.close()
      closeWindows()
    },
  }
}
