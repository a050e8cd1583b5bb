import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {type FinalResults, Parser, type Result} from 'tap-parser'
import type {Report} from '../../src/core/report.ts'
import {visible} from '../../src/core/words.ts'
import {renderTap} from '../../src/render/tap.ts'
import {suiteWith} from '../support/installed.ts'
import {temporaryFolder} from '../support/temp.ts'
import {anyReport, reportOf} from './reports.ts'

function read(report: Report) {
  const points: Result[] = []
  const strange: unknown[] = []
  let results: FinalResults | undefined
  const parser = new Parser({strict: true}, (final) => {
    results = final
  })
  parser.on('assert', (point: Result) => points.push(point))
  parser.on('extra', (text: unknown) => strange.push(text))
  parser.end(renderTap(report))
  assert.deepEqual(strange, [], 'lines that are no TAP')
  return {points, results: results!}
}

describe('TAP', () => {
  it('fails what is red, with the cure as YAML', () => {
    const {points, results} = read(reportOf('client principal disabled'))
    assert.equal(results.ok, false)
    const {ok, diag} = points.find(({name}) => name.startsWith('tenant.client-principal: '))!
    assert.equal(ok, false)
    const {severity, code, remedy} = diag as Record<string, string>
    assert.deepEqual([severity, code], ['fail', 'tenant.client-principal/disabled'])
    assert.match(remedy ?? '', /^For: everybody\n[\s\S]*^> Update-MgServicePrincipal /m)
  })
  it('is not ok with what could not be determined, and skips what was not looked at', () => {
    const refused = read(reportOf('directory refuses the reader')).results
    assert.deepEqual([refused.ok, refused.failures.length], [false, 1])
    const {points, results} = read(reportOf('no directory named'))
    assert.equal(results.ok, true)
    assert.match(
      String(points.find(({name}) => name.startsWith('user.in-ad'))?.skip),
      /no directory was named/,
    )
  })
  it('lets a warning pass, unless it is what made the report red', () => {
    assert.equal(read(reportOf('ends in 30 days')).results.ok, true)
    assert.equal(read(reportOf('ends in 30 days', {strict: true})).results.ok, false)
  })
  it('stays TAP and is green only with exit 0, whatever a report holds', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const {points, results} = read(report)
        assert.equal(results.ok, report.exit === 0, JSON.stringify(results.failures))
        assert.deepEqual([results.plan.end, results.count, results.todo], [points.length, points.length, 0])
        report.findings.forEach(({status, message}, i) => {
          const {skip, name, diag} = points[i]!
          assert.equal(skip !== false, status === 'skip')
          const told = status === 'skip' ? String(skip) : name
          // The parser takes blanks together.
          const words = (text: string) => text.replace(/\s+/g, '')
          assert.ok(words(told).endsWith(words(visible(message))), JSON.stringify([told, message]))
          if (diag)
            assert.equal(words(diag.message), words(visible(message).replace(/[\ufffe\uffff]/g, '\ufffd')))
          else assert.ok(status === 'pass' || status === 'skip')
        })
      }),
    )
  })
})

suiteWith('TAP for Perl', {prove: 'perl'}, () => {
  const folder = temporaryFolder()
  it('has the verdict of the report', () => {
    const reports = fc.sample(anyReport, 60)
    for (const exit of [0, 1, 3]) {
      const those = reports.filter((report) => report.exit === exit).slice(0, 5)
      assert.ok(those.length > 0, `no report with exit ${exit}`)
      those.forEach((report, i) => {
        const file = join(folder, `${exit}-${i}.tap`)
        writeFileSync(file, renderTap(report))
        const {status, stdout, stderr} = spawnSync('prove', ['--exec', 'cat', file], {encoding: 'utf8'})
        assert.doesNotMatch(`${stdout}${stderr}`, /Parse error|Bad plan|TODO passed|Bailout/)
        assert.equal(status === 0, exit === 0, stdout)
      })
    }
  })
})
