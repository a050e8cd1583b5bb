import assert from 'node:assert/strict'
import {availableParallelism} from 'node:os'
import {Search} from './search.ts'
import {placeOf, type Secret} from './secrets.ts'
import {type Came, type Run, watched} from './watched.ts'

/** Runs them all, a few at a time. */
export async function all(folder: string, list: readonly Run[]): Promise<Came[]> {
  const came: Came[] = []
  const isAlone = ({interruptedWhen, alone}: Run) => alone || interruptedWhen !== undefined
  const waiting = list.filter((run) => !isAlone(run))
  const worker = async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) came.push(await watched(folder, run))
  }
  await Promise.all(Array.from({length: availableParallelism() + 1}, worker))
  // One after the other, so that each is interrupted at its own moment.
  for (const run of list) if (isAlone(run)) came.push(await watched(folder, run))
  return came
}

/** Every secret that came out anywhere, with the place and the run. */
export function leaks(came: readonly Came[], secrets: readonly Secret[]): string[] {
  const search = new Search(secrets)
  return came.flatMap(({run, out}) =>
    [...out].flatMap(([where, bytes]) =>
      search.in(bytes).map(({secret, form, at}) => {
        const around = bytes.subarray(Math.max(0, at - 50), at + 30).toString('latin1')
        return `${placeOf(secret)} (${form}) in ${where} of ${run.args.join(' ')}: …${JSON.stringify(around)}…`
      }),
    ),
  )
}

/** A run that did not do what it was run for proves nothing. */
export function ended(came: readonly Came[]): void {
  const others = came.filter(({run, code}) => !run.exits.includes(code ?? -1))
  const told = others.map(
    ({run, code, out}) => `${run.args.join(' ')}: exit ${code}, not ${run.exits}: ${out.get('stderr')}`,
  )
  assert.deepEqual(told, [], 'every run does what it is run for')
  // To Nagios 2 is a state of the service, and reported.
  for (const {run, code, out} of came)
    if (code === 2 && !run.args.includes('nagios'))
      assert.equal(String(out.get('stdout')), '', run.args.join(' '))
}

/** What the Azure CLI that the tests bring writes down. */
const ofTheTests = ['az-environment', 'az-arguments']

/** Every file that a run has written without being told to. */
export const unasked = (came: readonly Came[]): string[] =>
  came.flatMap(({run, files}) =>
    files
      .filter((name) => !run.args.includes(name) && !ofTheTests.includes(name))
      .map((name) => `${name}, by ${run.args.join(' ')}`),
  )
