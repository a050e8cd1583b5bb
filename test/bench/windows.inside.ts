import {readFileSync} from 'node:fs'
import {defaults} from '../../src/app/options.ts'
import {settingsOf} from '../../src/app/settings.ts'
import {CannotKnow} from '../../src/core/evidence.ts'
import {gather} from '../../src/core/gather.ts'
import {probes} from '../../src/found.ts'
import {windowsDoor} from '../../src/world/windows/door.ts'
import type {MemoryMachine} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'
import {prepare} from '../windows/fixture/prepare.ts'

// Inside Wine: asks for all that only Windows knows, event logs apart, each time of a fresh collector that has started.
// Prints JSON: the milliseconds of each time, and what did not become known.
prepare(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as MemoryMachine)

const ofLogs = ['extension-events', 'nps-events', 'installed-updates', 'clock-changes']
const facts = probes
  .filter(({on}) => on?.includes('win32'))
  .map(({fact}) => fact)
  .filter(({key}) => !ofLogs.includes(key))
const nothing = () => Promise.reject(new CannotKnow('not-asked', 'the benchmark stays on this machine'))
const machine = {name: 'NPS01', platform: 'win32', as: 'me', elevated: true, source: 'live'} as const

const times: number[] = []
let unknown: string[] = []
for (let i = 0; i < 7; i++) {
  const {api, close} = windowsDoor()
  await api.identity()
  const world: World = {
    asked: {tenant: null, cloud: null, users: [], settings: settingsOf(defaults)},
    machine,
    windows: api,
    credential: null,
    directory: null,
    radius: null,
    graph: () => null,
    get: nothing,
    token: nothing,
    mfaService: () => ({methods: nothing, methodsOfNobody: nothing, begin: nothing, end: nothing}),
    close() {},
  }
  const started = performance.now()
  const record = await gather(facts, [], {
    probes,
    world,
    platform: 'win32',
    as: 'me',
    signal: AbortSignal.timeout(20_000),
  })
  times.push(performance.now() - started)
  unknown = Object.entries(record).flatMap(([key, evidence]) => (evidence.known ? [] : [key]))
  close()
}
process.stdout.write(JSON.stringify({times, unknown, facts: facts.length}))
process.exit()
