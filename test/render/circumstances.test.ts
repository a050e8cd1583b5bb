import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {formats} from '../../src/render/formats.ts'
import {reportOf} from './reports.ts'

const look = {width: 400, colour: false, plainGlyphs: false}
const all = ['text', 'html', 'junit', 'tap', 'markdown', 'nagios']
const shown = async (format: string, report: ReturnType<typeof reportOf>) =>
  (await formats[format]!())(report, look).split('\n')

/** The line in which each format tells its verdict. */
const verdict: Readonly<Record<string, RegExp>> = {
  text: /\(exit \d\)/,
  html: /^<header>/,
  junit: /^<testsuites/,
  tap: /^# \w+ \(exit \d\)/,
  markdown: /^# /,
  nagios: /^NPSMFA /,
}

describe('beside the verdict, in every format', () => {
  for (const format of all)
    it(`${format}: stands as of when it was judged, where that is another day`, async () => {
      const then = await shown(format, reportOf('healthy', {at: '2031-01-01T00:00:00.000Z'}))
      const told = then.find((line) => verdict[format]!.test(line)) ?? ''
      assert.match(told, /judged as of 2031-01-01 00:00 UTC/)
      assert.doesNotMatch((await shown(format, reportOf('healthy'))).join('\n'), /judged as of/i)
    })
  for (const format of all)
    it(`${format}: stands to what the run was narrowed, and that a warning counts as red`, async () => {
      const asked = {only: ['cert', 'clock'], skip: ['cert.eku'], strict: true}
      const told = (await shown(format, reportOf('healthy', asked))).find((line) =>
        verdict[format]!.test(line),
      )
      assert.match(told ?? '', /only cert, clock.*without `?cert\.eku.*--strict/)
    })
  it('Prometheus has a series of its own for it', async () => {
    const lines = await shown('prometheus', reportOf('healthy', {at: '2031-01-01T00:00:00.000Z'}))
    assert.ok(lines.includes(`npsmfa_as_of_timestamp_seconds ${Date.UTC(2031, 0) / 1000}`))
    assert.doesNotMatch((await shown('prometheus', reportOf('healthy'))).join('\n'), /as_of/)
  })
})

describe('what the logs could not tell', () => {
  const notSeen = ['The Security log could not be read.']
  for (const [format, short, long] of [
    ['text', /^Not seen: The Security log/m, /^Not seen\n +\? The Security log/m],
    ['markdown', /^Not seen: The Security log/m, /^## Not seen\n\n- The Security log/m],
    ['nagios', /^Not seen: The Security log/m, /^Not seen: The Security log/m],
  ] as const)
    it(`is told by ${format} without a root cause too, in brief where all is well`, async () => {
      const told = async (name: string) =>
        (await shown(format, {...reportOf(name), rootCauses: [], notSeen})).join('\n')
      assert.match(await told('healthy'), short)
      assert.match(await told('directory refuses the reader'), long)
      assert.doesNotMatch((await shown(format, reportOf('healthy'))).join('\n'), /Not seen/)
    })
})

describe('a report', () => {
  it('tells what it was asked for, and nothing where it was asked for all', () => {
    const {strict, selection} = reportOf('healthy', {skip: ['registry'], strict: true})
    assert.deepEqual([strict, selection], [true, {only: [], skip: ['registry']}])
    const whole = reportOf('healthy')
    assert.deepEqual([whole.strict, whole.selection], [undefined, undefined])
  })
})
