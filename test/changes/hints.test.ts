import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {setup} from '../../src/app/setup.ts'
import {causes} from '../../src/catalogue/causes.ts'
import {repairOf, repairs} from '../../src/changes/repairs.ts'
import Setup from '../../src/commands/setup.ts'
import {checks} from '../../src/found.ts'
import {buildLab, startLab} from '../../src/lab/index.ts'

const hints = checks.flatMap(({id, outcomes}) =>
  Object.entries(outcomes).flatMap(([ending, {hint}]) => (hint ? [{code: `${id}/${ending}`, ...hint}] : [])),
)
const told = [...hints, ...causes.map(({id, do: steps}) => ({code: id, do: steps}))]
const runs = hints.flatMap(({code, run = []}) => run.map((line) => ({code, line})))

describe('hints and npsmfa repair agree', () => {
  it('the command that a hint names cures its own ending, first of all', () => {
    const named = runs.filter(({line}) => line.startsWith('npsmfa repair'))
    assert.ok(named.length >= 20)
    for (const {code, line} of named) {
      assert.equal(line, `npsmfa repair ${code} --apply`)
      assert.ok(repairOf(code), code)
      assert.equal(hints.find((hint) => hint.code === code)!.run![0], line)
    }
  })
  for (const {check, endings} of repairs)
    it(`${check}: what can be repaired is named by the hint`, () => {
      for (const ending of endings)
        assert.ok(
          runs.some(({line}) => line === `npsmfa repair ${check}/${ending} --apply`),
          `${check}/${ending}`,
        )
    })
  it('no sentence names a repair that is none', () => {
    for (const {code, do: steps} of told)
      for (const [, wanted] of steps.join(' ').matchAll(/npsmfa repair ([a-z-]+\.[a-z-]+(?:\/[a-z-]+)?)/g))
        assert.ok(repairs.some(({check}) => check === wanted) || repairOf(wanted!), `${code} names ${wanted}`)
  })
  it('nor a way of npsmfa setup that it has not', () => {
    const texts = [...told.flatMap(({do: steps}) => steps), ...runs.map(({line}) => line)]
    const flags = texts.flatMap((text) =>
      [...text.matchAll(/npsmfa setup((?: --[a-z]+)*)/g)].flatMap(
        ([, given]) => given!.match(/[a-z]+/g) ?? [],
      ),
    )
    assert.ok(flags.includes('renew') && flags.includes('prune') && flags.includes('apply'))
    assert.deepEqual(
      [...new Set(flags)].filter((flag) => !(flag in Setup.flags)),
      [],
    )
  })
})

describe('npsmfa setup cures what the hint says it does', {concurrency: 3}, () => {
  const scenarios = {
    'certificate-missing': 'cert.present/none',
    'certificate-expired': 'cert.expiry/expired',
    'certificate-ends-soon': 'cert.expiry/ends-soon',
    'certificate-keyless': 'cert.key/keyless',
    'certificate-for-servers': 'cert.eku/other',
    'certificate-other-tenant': 'cert.subject/other-tenant',
  }
  for (const [scenario, code] of Object.entries(scenarios))
    it(code, async () => {
      const [line] = hints.find((hint) => hint.code === code)!.run!
      const what = /^npsmfa setup( --renew)? --apply$/.exec(line!)![1] ? 'renew' : 'setup'
      const lab = await startLab(await buildLab(scenario))
      try {
        const asked = {options: {lab: lab.address}, what, days: 730, bits: 2048, own: null} as const
        const watching = {signal: new AbortController().signal, onProgress() {}}
        const {state, findings} = await setup(asked, async () => true, watching)
        assert.equal(state, 'applied')
        assert.equal(findings.find(({check}) => check === code.split('/')[0])?.status, 'pass')
      } finally {
        await lab.close()
      }
    })
})
