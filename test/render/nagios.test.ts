import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import type {Report} from '../../src/core/report.ts'
import {renderNagios} from '../../src/render/nagios.ts'
import {pluginState, pluginStatus} from '../../src/render/plugin.ts'
import {suiteWith} from '../support/installed.ts'
import {temporaryFolder} from '../support/temp.ts'
import {anyReport, reportOf} from './reports.ts'

/** The guidelines' grammar: a line of text, a bar, and performance data of labels with values. */
const first =
  /^NPSMFA (OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+ \| time=[\d.]+s;;;0( (pass|warn|fail|skip|unknown)=\d+;;;0){5}$/

describe('Nagios', () => {
  for (const [name, strict, state] of [
    ['healthy', false, 'OK'],
    ['ends in 30 days', false, 'WARNING'],
    ['ends in 30 days', true, 'CRITICAL'],
    ['client principal disabled', false, 'CRITICAL'],
    ['directory refuses the reader', false, 'UNKNOWN'],
  ] as const)
    it(`is ${state} where it is: ${name}${strict ? ', strict' : ''}`, () => {
      const report = reportOf(name, {strict})
      assert.equal(pluginState(report), state)
      assert.match(renderNagios(report), new RegExp(`^NPSMFA ${state} - `))
    })
  it('tells the cure on further lines', () => {
    const text = renderNagios(reportOf('client principal disabled'))
    assert.match(
      text,
      /^Who acts: the administrator of the Entra tenant$[\s\S]*^> Update-MgServicePrincipal /m,
    )
  })
  it('tells first what says how to find out, where something could not be determined', () => {
    const text = renderNagios(reportOf('directory refuses the reader'))
    assert.match(text, /^NPSMFA UNKNOWN - directory\.reachable could not be determined: /)
  })
  it('keeps to the plugin’s grammar and 4 KB, and is OK only with exit 0, whatever a report holds', () => {
    fc.assert(
      fc.property(anyReport, fc.nat(50), (report, times) => {
        const long = <T extends {message: string}>(told: T): T => ({
          ...told,
          message: `${told.message} `.repeat(times + 1),
        })
        const {findings, rootCauses} = report
        const text = renderNagios({
          ...report,
          findings: findings.map(long),
          rootCauses: rootCauses.map(long),
        })
        const [line = '', ...further] = text.split('\n')
        assert.match(line, first)
        assert.ok(!further.join('').includes('|'))
        assert.ok(Buffer.byteLength(text) <= 4096, `${Buffer.byteLength(text)} bytes`)
        const green = ['OK', 'WARNING'].includes(pluginState(report))
        assert.equal(green, report.exit === 0)
      }),
    )
  })
})

suiteWith('Nagios for negate', {negate: 'monitoring-plugins-basic'}, () => {
  const folder = temporaryFolder()
  /** Runs the output as a plugin below the plugin that turns another’s state into one that is asked for. */
  const negated = (report: Report, ...args: string[]) => {
    const plugin = join(folder, 'plugin')
    writeFileSync(join(folder, 'output'), renderNagios(report))
    writeFileSync(
      plugin,
      `#!/bin/sh\ncat ${join(folder, 'output')}\nexit ${pluginStatus[pluginState(report)]}\n`,
    )
    chmodSync(plugin, 0o755)
    return spawnSync('/usr/lib/nagios/plugins/negate', [...args, plugin], {encoding: 'utf8'})
  }
  it('is a plugin whose state can be read from its line', () => {
    for (const [name, state] of [
      ['healthy', 'ok'],
      ['ends in 30 days', 'warning'],
      ['client principal disabled', 'critical'],
      ['directory refuses the reader', 'unknown'],
    ] as const) {
      // It finds the word of the state in the line, and puts another in its place.
      const to = state === 'ok' ? 'warning' : 'ok'
      const {status, stdout} = negated(reportOf(name), '-s', `--${state}=${to}`)
      assert.equal(status, to === 'ok' ? 0 : 1)
      assert.match(stdout, new RegExp(`^NPSMFA ${to.toUpperCase()} - `))
    }
  })
})
