import {readFileSync} from 'node:fs'
import {diagnose} from '../../src/index.ts'
import type {MemoryMachine} from '../../src/world/windows/memory.ts'
import {prepare} from './fixture/prepare.ts'

/** One look of a doctor at this Windows, made what `machine` says. */
export interface Turn {
  name: string
  machine: MemoryMachine
  at?: string
}

// Makes this Windows one machine after the other, and lets a doctor look at each. Arguments: a lab's address and a file
// with turns; prints a line of JSON for each.
const [lab, file] = process.argv.slice(2)
const turns = JSON.parse(readFileSync(file!, 'utf8')) as Turn[]
let before: MemoryMachine | undefined
for (const {name, machine} of turns) {
  const started = performance.now()
  prepare(machine, before)
  before = machine
  const prepared = performance.now()
  const {report} = await diagnose({lab: lab!})
  const took = {prepare: Math.round(prepared - started), doctor: Math.round(performance.now() - prepared)}
  process.stdout.write(`${JSON.stringify({name, report, took})}\n`)
}
process.exit()
