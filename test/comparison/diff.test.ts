import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {compare} from '../../src/app/diff.ts'
import {replay} from '../../src/app/replay.ts'
import {makeBundle} from '../../src/bundle/make.ts'
import type {Compared, Shown} from '../../src/comparison/comparison.ts'
import type {EvidenceRecord} from '../../src/core/evidence.ts'
import {likeHealthy, type Machine, machines} from '../machines.ts'

const all = machines()
const opened = (record: EvidenceRecord) => ({
  record,
  bundle: makeBundle({evidence: record, report: replay(record), pseudonyms: null}),
})
const sane = all.find(({name}) => name === 'healthy')!
const healthy = opened(sane.record)

/** Whether a machine comes to the ending that the other side of a finding has; null is that there is none. */
const ends = (record: EvidenceRecord, {check, user, b, a}: Compared): boolean => {
  const found = replay(record).findings.filter((finding) => finding.check === check && finding.user === user)
  return b ? found.some(({code}) => code === b.code) : !found.some(({code}) => code === a!.code)
}

/** "/fact/list/0/leaf" and the place "list[name].leaf" of the fact: one is the other, or within it. */
function touches(pointer: string, {fact, path}: Shown, machine: Machine): boolean {
  const [, ofFact, ...steps] = pointer.split('/')
  if (ofFact !== fact) return false
  const places = path.match(/\[.*?\](?=[.[]|$)|[^.[]+/g) ?? []
  const values = [sane.record, machine.record]
    .map((record) => record[fact])
    .map((e) => (e?.known ? e.value : undefined))
  return places.slice(0, steps.length).every((place, i) => {
    const step = steps[i]!
    if (place === step || place === `[${step}]`) return true
    const elements = values.map((value) => steps.slice(0, i + 1).reduce(member, value))
    return elements.some((element) => Object.values(element ?? {}).some((is) => place === `[${is}]`))
  })
}
const member = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | undefined)?.[name]

const only = (but: Machine['but'], pointers: readonly string[]) =>
  Object.fromEntries(Object.entries(but).filter(([pointer]) => pointers.includes(pointer)))

/** Where each machine's fixture differs from the healthy one is what a comparison must name. */
describe('a healthy machine and a broken one', () => {
  for (const machine of all.filter(({expect}) => Object.keys(expect).length > 0))
    it(`${machine.name}: the same findings differ as fixtures say, each by the leaves that were changed for it`, () => {
      const {findings} = compare(healthy, opened(machine.record))
      const reports = [replay(healthy.record), replay(machine.record)]
      const [before, after] = reports.map((report) => new Map(report.findings.map((f) => [f.check, f.code])))
      const changed = [...after!]
        .filter(([check, code]) => before!.get(check) !== code)
        .map(([check]) => check)
      for (const check of changed) {
        const found = findings.find((finding) => finding.check === check)
        assert.ok(found, `${check} is not told`)
        assert.ok(found.reasons.length > 0, `${check} has no reason`)
      }
      for (const finding of findings) {
        const names = finding.reasons.map(({fact, path}) => `${fact} ${path}`).join('; ')
        for (const reason of finding.reasons)
          assert.ok(
            Object.keys(machine.but).some((pointer) => touches(pointer, reason, machine)),
            `${finding.check}: ${reason.fact} ${reason.path} was not changed`,
          )
        const named = Object.keys(machine.but).filter((pointer) =>
          finding.reasons.some((reason) => touches(pointer, reason, machine)),
        )
        assert.ok(
          ends(likeHealthy(only(machine.but, named)), finding),
          `${finding.check}: ${names} is not enough`,
        )
        for (const pointer of named) {
          const without = named.filter((other) => other !== pointer)
          assert.ok(
            !ends(likeHealthy(only(machine.but, without)), finding),
            `${finding.check}: ${pointer} is not needed of ${names}`,
          )
        }
      }
    })

  it('a machine and itself: nothing', () => {
    const {findings, others} = compare(healthy, healthy)
    assert.deepEqual([findings, others], [[], []])
  })
})
