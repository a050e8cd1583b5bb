import assert from 'node:assert/strict'
import {Ajv} from 'ajv'
import type {LogReport} from '../../src/core/report.ts'
import {logReportSchema} from '../report-schema.ts'
import {type How, npsmfa, type Ran} from './doctor.ts'

const conforms = new Ajv({allErrors: true, strictTypes: false}).compile<LogReport>(logReportSchema)

/** The report of `npsmfa logs`, which must be one document of the contract's shape and a quiet stderr. */
export function logReport({stdout, stderr}: Ran): LogReport {
  assert.equal(stderr, '')
  const report = JSON.parse(stdout) as LogReport
  assert.ok(conforms(report), JSON.stringify(conforms.errors))
  assert.equal(report.machine.source, 'logs')
  return report
}

export async function logs(files: readonly string[], how?: How): Promise<Ran & {report: LogReport}> {
  const ran = await npsmfa(['logs', '--json', ...files], how)
  return {...ran, report: logReport(ran)}
}
