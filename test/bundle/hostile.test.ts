import assert from 'node:assert/strict'
import {before, describe, it} from 'node:test'
import fc from 'fast-check'
import * as v from 'valibot'
import {bundleOf} from '../../src/app/bundle.ts'
import {diagnose} from '../../src/app/diagnose.ts'
import {compare} from '../../src/app/diff.ts'
import {factsByKey} from '../../src/app/facts.ts'
import {replay} from '../../src/app/replay.ts'
import {trusted} from '../../src/bundle/evidence.ts'
import {parseBundle} from '../../src/bundle/parse.ts'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {reportShapes} from '../../src/core/report.ts'
import {UsageError} from '../../src/core/usage-error.ts'
import {jsonText} from '../../src/core/words.ts'
import {renderBundle} from '../../src/render/bundle.ts'
import {renderDiff} from '../../src/render/diff.ts'
import {formats} from '../../src/render/formats.ts'
import {machines} from '../machines.ts'
import {change, changed} from './hostile.ts'

const facts = factsByKey()
const look = {width: 100, colour: false, plainGlyphs: false}
const runs = Number(process.env.NPSMFA_FUZZ_RUNS ?? 400)
/** Whatever a terminal obeys but for the end of a line. */
const commands = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

/** A bundle as it is opened; null where it is refused in words. */
function opened(text: string) {
  try {
    const bundle = parseBundle('FILE', Buffer.from(text))
    return {bundle, record: trusted(bundle.evidence as EvidenceRecord, facts)}
  } catch (error) {
    assert.ok(error instanceof UsageError, String((error as Error).stack))
    assert.doesNotMatch(error.message, commands)
    return null
  }
}

const bundles: object[] = []
before(async () => {
  const key = Buffer.alloc(32, 1)
  for (const lab of ['healthy', 'certificate-expired', 'user-upn-whitespace'])
    bundles.push(bundleOf(await diagnose({lab}), {key, keep: []}).bundle)
  for (const {record} of machines().filter((_, i) => i % 9 === 0))
    bundles.push(bundleOf({record, report: replay(record)}, {key, keep: ['host']}).bundle)
})

describe('a bundle that somebody has changed, with the digest that fits', () => {
  it('is refused in a sentence or judged: no crash, a report of the right shape, nothing that a terminal obeys', async () => {
    const renderers = await Promise.all(Object.values(formats).map((load) => load()))
    let judged = 0
    fc.assert(
      fc.property(fc.nat(), fc.array(change, {minLength: 1, maxLength: 6}), (which, changes) => {
        const bundle = bundles[which % bundles.length]!
        const told = opened(changed(bundle, changes))
        if (!told) return
        judged++
        const report = replay(told.record)
        const {success, issues} = v.safeParse(reportShapes.report, report)
        assert.ok(success, issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join())
        for (const render of renderers) assert.doesNotMatch(render(report, look), commands)
        assert.doesNotMatch(renderBundle(told, report, look), commands)
        assert.doesNotMatch(jsonText(told.bundle), commands)
      }),
      {numRuns: runs},
    )
    assert.ok(judged > runs / 4, `only ${judged} of ${runs} came to be judged`)
  })

  it('is compared with the one it was made of', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(change, {minLength: 1, maxLength: 3}), (which, changes) => {
        const bundle = bundles[which % bundles.length]!
        const told = opened(changed(bundle, changes))
        if (!told) return
        const comparison = compare(opened(JSON.stringify(bundle))!, told)
        assert.doesNotMatch(renderDiff(comparison, {...look, all: true}), commands)
      }),
      {numRuns: Math.ceil(runs / 4)},
    )
  })
})
