import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {windowsDoor} from '../../../src/world/windows/door.ts'
import type {MemoryMachine} from '../../../src/world/windows/memory.ts'
import {differences} from '../changes/state.ts'
import {prepare} from '../fixture/prepare.ts'
import {places, serverState} from './server-state.ts'

// Of the bundle, which is there sooner.
const {repair} = createRequire(import.meta.url)(
  '../../../dist/npsmfa.cjs',
) as typeof import('../../../src/index.ts')

// Makes this Windows one machine after the other, and repairs something on each. Arguments: a lab's address and a file with
// the codes and machines; prints a line of JSON for each: the report, and what is another than before.
const [lab, file] = process.argv.slice(2)
const turns = JSON.parse(readFileSync(file!, 'utf8')) as {code: string; machine: MemoryMachine}[]
const {api, close} = windowsDoor()
let before: MemoryMachine | undefined
for (const {code, machine} of turns) {
  prepare(machine, before)
  const was = await serverState(api)
  const report = await repair(code, {lab: lab!}, async () => true, {
    signal: AbortSignal.timeout(60_000),
    onProgress() {},
  })
  const changed = differences(was, await serverState(api))
  process.stdout.write(`${JSON.stringify({report, changed})}\n`)
  // The repair has made another one of it, so that this is not as it should be for the next.
  const isStore = changed.some((one) => /^(?:certificates|keys) /.test(one))
  const touched = places.registry.map((path) => [path, {...machine.registry[path], writtenAt: 'since'}])
  before = {
    ...machine,
    certificates: isStore ? [] : machine.certificates,
    registry: {...machine.registry, ...Object.fromEntries(touched)},
  }
}
close()
process.exit()
