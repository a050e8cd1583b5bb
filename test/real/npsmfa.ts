import assert from 'node:assert/strict'
import {fileURLToPath} from 'node:url'
import type {Report} from '../../src/core/report.ts'
import type {Ended, Island, Names} from './island.ts'

export interface Ran extends Ended {
  report: Report
  /** Code of the first root cause; null when there is none. */
  root: string | null
  /** The findings' codes in their order, of one user where one is given. */
  codes(user?: string): string[]
  /** The only message with this code. */
  message(code: string): string
}

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url))

/** Runs the built program on an island, as anybody would, and reads its report. */
export async function npsmfa(
  island: Island,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  names: Names,
  /** A command that starts the program. */
  under: readonly string[] = [],
): Promise<Ran> {
  const [first, ...rest] = [...under, process.execPath, program, ...args, '--json']
  const ended = await island.run(first!, rest, {env, names})
  assert.equal(ended.stderr, '', 'nothing is said on stderr in a pipe')
  const report = JSON.parse(ended.stdout) as Report
  assert.equal(report.schema, 'npsmfa.report/1')
  assert.equal(ended.status, report.exit, 'the exit status is the report’s')
  return {
    ...ended,
    report,
    root: report.rootCauses[0]?.code ?? null,
    codes: (user) => report.findings.filter((f) => user === undefined || f.user === user).map((f) => f.code),
    message(code) {
      const found = report.findings.filter((f) => f.code === code)
      assert.equal(found.length, 1, `one finding is ${code}: ${JSON.stringify(report.findings, null, 1)}`)
      return found[0]!.message
    },
  }
}
