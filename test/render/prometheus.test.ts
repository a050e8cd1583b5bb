import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {renderPrometheus} from '../../src/render/prometheus.ts'
import {suiteWith} from '../support/installed.ts'
import {anyReport, reportOf} from './reports.ts'

describe('Prometheus', () => {
  it('tells the verdict, each check’s status, the root cause and who must act', () => {
    const lines = renderPrometheus(reportOf('client principal disabled')).split('\n')
    for (const line of [
      'npsmfa_healthy 0',
      'npsmfa_exit_status 1',
      'npsmfa_check_status{check="tenant.client-principal",area="tenant",status="fail"} 1',
      'npsmfa_check_status{check="tenant.client-principal",area="tenant",status="pass"} 0',
      'npsmfa_check_status{check="tenant.exists",area="tenant",status="pass"} 1',
      'npsmfa_root_cause_info{code="tenant.client-principal/disabled",owner="tenant",status="fail",scope="all"} 1',
      `npsmfa_run_timestamp_seconds ${Date.parse('2026-11-23T08:55:12Z') / 1000}`,
    ])
      assert.ok(lines.includes(line), line)
  })
  it('tells since when, in seconds, and only where it is known', () => {
    const report = reportOf('client principal disabled')
    const [cause] = report.rootCauses
    const told = (since: string | null) =>
      renderPrometheus({...report, rootCauses: [{...cause!, since}]}).match(
        /^npsmfa_root_cause_since.* (\d+)$/m,
      )?.[1]
    assert.equal(told('1970-01-02T00:00:00Z'), '86400')
    assert.equal(told(null), undefined)
  })
  it('keeps a failure that something of the same name follows', () => {
    const report = reportOf('client principal disabled')
    const ended = (status: 'fail' | 'pass') => ({...report.findings[0]!, check: 'a.b', area: 'a', status})
    const text = renderPrometheus({...report, findings: [ended('fail'), ended('pass')]})
    assert.match(text, /^npsmfa_check_status\{check="a\.b",area="a",status="fail"\} 1$/m)
  })
  it('has no series twice, whatever a report holds', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = renderPrometheus(report)
        const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
        const names = series.map((line) => line.replace(/ \S+$/, ''))
        assert.equal(new Set(names).size, names.length)
      }),
    )
  })
})

suiteWith('Prometheus for promtool', {promtool: 'prometheus'}, () => {
  const check = (input: string) => {
    const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input, encoding: 'utf8'})
    return [status, stdout, stderr]
  }
  it('has nothing to object to', () => {
    const reports = [reportOf('healthy'), reportOf('client principal disabled'), ...fc.sample(anyReport, 40)]
    for (const report of reports) {
      const text = renderPrometheus(report)
      assert.deepEqual(check(text), [0, '', ''], text)
    }
  })
})
