import {get} from 'node:http'
import {UsageError} from '../core/usage-error.ts'
import type {Introduction} from '../lab/introduction.ts'
import type {Lab} from '../lab/start.ts'
import type {Scenario} from '../lab/state.ts'
import {remembering, serverNames} from '../world/net/names.ts'
import type {Route} from '../world/net/network.ts'
import {trustIn} from '../world/net/trust.ts'
import {windowsDoor} from '../world/windows/door.ts'
import {memoryWinApi} from '../world/windows/memory.ts'
import type {World} from '../world/world.ts'
import type {Options} from './options.ts'
import {parseProxy} from './proxies.ts'
import {thisMachine} from './this-machine.ts'
import {worldOf} from './world.ts'

/** A lab tells about itself in some ten thousand characters, and more where its NPS has written many events. */
const largest = 8_000_000
const introductionMs = 5_000

export interface LabWorld {
  options: Options
  world: World
  /** The way out, for whoever opens further doors. */
  route: Route
  /** The address of the lab; null in the real world. */
  lab: {address: string; introduction: Introduction} | null
  close(): Promise<void>
}

/** The lab as the world: started here by a scenario's name, or found at an address that `npsmfa lab` printed. */
export async function labWorld(options: Options, lab: string, signal: AbortSignal): Promise<LabWorld> {
  const elsewhere = /^https?:/.test(lab)
  const started = elsewhere ? null : await openLab(lab)
  try {
    const address = started?.address ?? lab
    const introduction = await introduced(address, signal)
    const {world, options: completed} = await lookingAt(introduction, options, elsewhere)
    const close = async () => {
      world.close()
      await started?.close()
    }
    return {options: completed, world, route: routeInto(introduction), lab: {address, introduction}, close}
  } catch (error) {
    await started?.close()
    throw error
  }
}

async function lookingAt(introduction: Introduction, options: Options, elsewhere: boolean) {
  const completed = complete(options, introduction)
  // Only Windows can be an NPS server: on any other system the lab's own stand-in is looked at.
  const real = elsewhere && process.platform === 'win32'
  const {computer: name, account, elevated} = introduction.server.identity
  const windows = real ? windowsDoor() : {api: memoryWinApi(introduction.server), close() {}}
  const machine = real
    ? await thisMachine('lab tenant, live machine', windows.api)
    : {name, platform: 'win32', as: account, elevated, source: 'lab' as const}
  return {options: completed, world: worldOf(completed, routeInto(introduction), machine, windows)}
}

/** Starts the embedded lab in a scenario; it runs until it is closed. `radius`: where its NPS is to answer, an IPv4 address. */
export async function openLab(scenario: string, radius?: {address: string; port: number}): Promise<Lab> {
  const {buildLab, scenarios, startLab} = await import('../lab/index.ts')
  if (!scenario.split('+').every((name) => scenarios.some((s) => s.name === name)))
    throw new UsageError('There is no such scenario; npsmfa lab list names them all.')
  return startLab(await buildLab(scenario), radius).catch((error: {code?: string}) => {
    if (radius === undefined || error.code === undefined) throw error
    throw new UsageError(
      `The lab’s NPS cannot answer at ${radius.address}:${radius.port} (${error.code}); give a free port of an address of this machine.`,
    )
  })
}

/** What the embedded lab can play. */
export const labScenarios = async (): Promise<readonly Scenario[]> =>
  (await import('../lab/index.ts')).scenarios

export interface LabRadius {
  host: string
  port: number
  secret: string
  password: string
  code: string
  close(): Promise<void>
}

/** The NPS of a lab, started here or found at an address, with what its users sign in with. */
export async function labRadius(lab: string, signal: AbortSignal): Promise<LabRadius> {
  const started = /^https?:/.test(lab) ? null : await openLab(lab)
  const close = async () => started?.close()
  try {
    const {radius} = await introduced(started?.address ?? lab, signal)
    return {...radius, ...placeOf(radius), close}
  } catch (error) {
    await close()
    throw error
  }
}

function placeOf({address}: Introduction['radius']): {host: string; port: number} {
  const {hostname, port} = new URL(`udp://${address}`)
  return {host: hostname, port: Number(port)}
}

const routeInto = ({ca, dns, ports, proxy}: Introduction) => ({
  names: remembering(serverNames(dns)),
  trust: trustIn([ca]),
  proxyFor: () => (proxy ? parseProxy(proxy) : null),
  portOf: (host: string, port: number) => ports[`${host.toLowerCase()}:${port}`] ?? port,
})

/** What an operator of this installation would have typed; what was typed wins. */
function complete(options: Options, lab: Introduction): Options {
  const {url, user, password, base} = lab.directory
  return {
    ...options,
    users: options.users.length > 0 ? options.users : lab.users,
    radius: options.radius ?? {...placeOf(lab.radius), secret: lab.radius.secret},
    directory: options.directory ?? {url: new URL(url), user, password, base, ca: null},
    signIn: options.signIn.way === 'none' ? {way: 'token', token: lab.graphToken} : options.signIn,
  }
}

export async function introduced(address: string, signal: AbortSignal): Promise<Introduction> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'http:' || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new UsageError(
      'A lab is at an address of this machine, such as --lab=http://127.0.0.1:40123 (npsmfa lab prints it).',
    )
  }
  const none = new UsageError(
    `No lab answers at ${url.origin}; start one with npsmfa lab, which prints its address.`,
  )
  const text = await read(url, AbortSignal.any([signal, AbortSignal.timeout(introductionMs)])).catch(() => {
    throw none
  })
  try {
    const introduction = JSON.parse(text) as Introduction
    if (introduction.schema === 'npsmfa.lab/1') return introduction
  } catch {}
  throw none
}

function read(url: URL, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = get(url, {signal, agent: false}, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > largest) asking.destroy(new Error('too large'))
      })
      response.once('end', () => resolve(text))
      response.once('error', reject)
    })
    asking.once('error', reject)
  })
}
