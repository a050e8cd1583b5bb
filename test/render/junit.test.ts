import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {parse, type TestCase, type TestSuites} from 'junit2json'
import type {Report} from '../../src/core/report.ts'
import {visible} from '../../src/core/words.ts'
import {countedFindings} from '../../src/render/counted.ts'
import {renderJunit} from '../../src/render/junit.ts'
import {suiteWith} from '../support/installed.ts'
import {temporaryFolder} from '../support/temp.ts'
import {anyReport, reportOf} from './reports.ts'

const read = async (report: Report) => (await parse(renderJunit(report))) as TestSuites
const cases = ({testsuite = []}: TestSuites): TestCase[] => testsuite.flatMap(({testcase = []}) => testcase)
const count = (list: TestCase[], key: 'failure' | 'error' | 'skipped') =>
  list.filter((one) => one[key] !== undefined).length

describe('JUnit', () => {
  it('fails what is red, with sentence and cure, in a suite per area', async () => {
    const suites = await read(reportOf('client principal disabled'))
    assert.ok(suites.testsuite?.some(({name}) => name === 'npsmfa.tenant'))
    const failed = cases(suites).find(({name}) => name === 'tenant.client-principal')
    const [{message = '', type = '', inner = ''} = {}] = failed?.failure ?? []
    assert.match(message, /^The application “Azure Multi-Factor Auth Client” is disabled/)
    assert.equal(type, 'tenant.client-principal/disabled')
    assert.match(inner, /^For: everybody$[\s\S]*^1\. In Entra[\s\S]*^> Update-MgServicePrincipal/m)
  })
  it('makes an error of what could not be determined, and skips what was not looked at', async () => {
    const refused = cases(await read(reportOf('directory refuses the reader')))
    assert.match(
      refused.find(({name}) => name === 'directory.reachable')?.error?.[0]?.message ?? '',
      /refused/,
    )
    const unnamed = cases(await read(reportOf('no directory named')))
    const skipped = unnamed.find(({name}) => name?.startsWith('user.in-ad ('))?.skipped
    assert.match(JSON.stringify(skipped), /no directory was named/)
  })
  it('lets a warning pass, unless it is what made the report red', async () => {
    for (const [strict, failures] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const report = reportOf('ends in 30 days', {strict})
      assert.deepEqual([report.exit, count(cases(await read(report)), 'failure')], [failures, failures])
    }
  })
  it('with --strict fails a warning beside a failure, too', async () => {
    const report = reportOf('client principal disabled', {strict: true})
    const [first, ...others] = report.findings
    const warned = {...report, findings: [{...first!, status: 'warn' as const}, ...others]}
    const failures = async (told: Report) => count(cases(await read(told)), 'failure')
    assert.equal(await failures(warned), (await failures(report)) + 1)
  })
  it('stays readable and is green only with exit 0, whatever a report holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const suites = await read(report)
        const found = cases(suites)
        const findings = countedFindings(report)
        assert.equal(found.length, findings.length)
        const [failures, errors] = [count(found, 'failure'), count(found, 'error')]
        assert.equal(failures + errors === 0, report.exit === 0)
        assert.deepEqual([suites.tests, suites.failures, suites.errors], [found.length, failures, errors])
        const messages = found.flatMap(({failure = [], error = []}) => [...failure, ...error])
        const bad = findings.map(({message}) => visible(message).replace(/[\ufffe\uffff]/g, '\ufffd'))
        for (const {message} of messages) assert.ok(bad.includes(message ?? ''), JSON.stringify(message))
      }),
    )
  })
})

suiteWith('JUnit for other readers', {xmllint: 'libxml2-utils', junitparser: 'junitparser'}, () => {
  const folder = temporaryFolder()
  const reports = fc.sample(anyReport, 200)
  const files = reports.map((report, i) => {
    const file = join(folder, `${i}.xml`)
    writeFileSync(file, renderJunit(report))
    return file
  })
  it('is XML to libxml2', () => {
    const {status, stderr} = spawnSync('xmllint', ['--noout', '--nonet', ...files], {encoding: 'utf8'})
    assert.deepEqual([status, stderr], [0, ''])
  })
  it('has the verdict of the report to junitparser', () => {
    for (const exit of [0, 1, 3]) {
      const those = files.filter((_, i) => reports[i]!.exit === exit).slice(0, 5)
      assert.ok(those.length > 0, `no report with exit ${exit}`)
      for (const file of those) {
        const {status, stderr} = spawnSync('junitparser', ['verify', file], {encoding: 'utf8'})
        assert.deepEqual([status, stderr], [exit === 0 ? 0 : 1, ''])
      }
    }
  })
})
