import assert from 'node:assert/strict'
import {it} from 'node:test'
import {pathToFileURL} from 'node:url'
import {windowsPath} from './folders.ts'
import type {InnerTest} from './lines.ts'
import type {WineMachine} from './machine.ts'
import type {WineHow, WineRun} from './start.ts'

const reporter = pathToFileURL(`${import.meta.dirname}/lines.ts`).href.replace('file:///', 'file:///Z:/')

/**
 * Runs a file of tests on the machine's own Node.js. Its name must not end in .test.ts, or it would run outside too.
 * Each of its tests becomes one here.
 */
export async function testInside(machine: WineMachine, file: string, how: WineHow = {}): Promise<void> {
  const flags = ['--test', '--test-isolation=none', `--test-reporter=${reporter}`, '--no-warnings']
  const run = await machine.node([...flags, windowsPath(file)], how)
  const tests = innerTests(run)
  it('runs to its end', () => assert.ok(tests.length > 0 && !run.timedOut, said(run)))
  for (const {name, failure, skipped} of tests)
    it(name, {skip: skipped}, () => {
      if (failure !== null) assert.fail(failure)
    })
  const failed = tests.some((test) => test.failure !== null)
  it('ends with the status of its tests', () => assert.equal(run.code, failed ? 1 : 0, said(run)))
}

const said = ({code, timedOut, stdout, stderr}: WineRun) =>
  `node.exe ended with ${timedOut ? 'the time limit' : code}\n${stdout}${stderr}`

const innerTests = ({stdout}: WineRun): InnerTest[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{"name":'))
    .map((line) => JSON.parse(line) as InnerTest)
