import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {replay} from '../../../src/app/replay.ts'
import type {Status} from '../../../src/core/outcome.ts'
import type {Report} from '../../../src/core/report.ts'
import {checks} from '../../../src/found.ts'
import {codeOf} from '../../../src/logs/causes/cause.ts'
import {logCauses} from '../../../src/logs/signals.ts'
import {brokenLegs, standingOf} from '../../../src/render/html/hops.ts'
import {renderPath} from '../../../src/render/html/path.ts'
import {hops, placeOf} from '../../../src/render/html/places.ts'
import {worst} from '../../../src/render/html/states.ts'
import {machines} from '../../machines.ts'

const all = machines()
const report = (name: string) => replay(all.find((machine) => machine.name === name)!.record)
const statuses = (told: Report) => Object.fromEntries(hops.map(({id}) => [id, standingOf(id, told).status]))

describe('the way of a sign-in', () => {
  it('has a place for whatever can be found, but for a way of ours that no sign-in goes', () => {
    const codes = [
      ...checks.flatMap(({id, outcomes}) => Object.keys(outcomes).map((ending) => `${id}/${ending}`)),
      ...Object.values(logCauses).map(codeOf),
    ]
    assert.ok(codes.length > 200)
    const nowhere = new Set(codes.filter((code) => !placeOf(code)).map((code) => code.split('/')[0]))
    assert.deepEqual([...nowhere], ['endpoints.graph'])
  })
  it('breaks at the hop of the root cause, on the leg that it strikes', () => {
    const breaks = (code: string) => [placeOf(code)?.hop, placeOf(code)?.leg]
    assert.deepEqual(breaks('cert.expiry/expired'), ['extension', 'token'])
    assert.deepEqual(breaks('registry.dlls/none'), ['extension', 'extension'])
    assert.deepEqual(breaks('registry.cloud/mixed'), ['extension', 'token'])
    assert.deepEqual(breaks('tenant.client-principal/disabled'), ['token', 'token'])
    assert.deepEqual(breaks('endpoints.mfa-service/tls-timeout'), ['mfa', 'mfa'])
    assert.deepEqual(breaks('logs.network/login-unreachable'), ['token', 'token'])
    assert.deepEqual(breaks('logs.network/mfa-service-unreachable'), ['mfa', 'mfa'])
    assert.deepEqual(breaks('user.ad-state/locked'), ['directory', 'directory'])
    assert.deepEqual(breaks('user.mfa-methods/none'), ['user', 'user'])
    assert.deepEqual(breaks('logs.first-factor/secret-garbled'), ['nas', 'nps'])
    assert.deepEqual(breaks('service.running/refuses'), ['nps', 'nps'])
    assert.deepEqual(breaks('host.schannel/disabled'), ['extension', 'token'])
    assert.deepEqual(breaks('host.vcruntime/missing'), ['extension', 'extension'])
  })
  it('shows what the root cause is, and what only follows from it', () => {
    const told = report("Graph not asked, client disabled by the token's refusal")
    assert.deepEqual([...brokenLegs(told)], ['token'])
    const standing = standingOf('token', told)
    assert.deepEqual([standing.status, standing.root], ['fail', true])
    assert.equal(standing.told, told.rootCauses[0]!.message)
    const warned = told.rootCauses.map((cause) => ({...cause, status: 'warn' as const}))
    assert.equal(brokenLegs({...told, rootCauses: warned}).size, 0)
  })
  it('is in order where all is, and not looked at where nobody looked', () => {
    const healthy = report('healthy')
    assert.deepEqual(new Set(Object.values(statuses(healthy))), new Set(['pass']))
    assert.equal(brokenLegs(healthy).size, 0)
    // Without a user that Entra is synchronised is all that is in order.
    const other = {...healthy, findings: healthy.findings.filter(({area}) => area !== 'user')}
    assert.ok(other.findings.some(({area, status}) => area === 'sync' && status === 'pass'))
    assert.equal(statuses(other).user, 'skip')
  })
  it('is only partly looked at where checks of it were left out', () => {
    const partly = (told: Report) => hops.map(({id}) => id).filter((id) => standingOf(id, told).partly)
    const healthy = all.find(({name}) => name === 'healthy')!.record
    for (const [asked, expected, unseen] of [
      [{skip: ['registry']}, ['extension'], []],
      [{skip: ['host.schannel', 'radius.timing']}, ['nas', 'extension'], []],
      [{skip: ['endpoints.graph']}, [], []],
      [{only: ['cert.expiry']}, ['extension'], ['nas', 'nps', 'token', 'mfa', 'user', 'directory']],
      [{only: ['endpoints']}, ['token', 'mfa'], ['nas', 'nps', 'extension', 'user', 'directory']],
    ] as const) {
      const told = replay(healthy, asked)
      assert.deepEqual(partly(told), expected, JSON.stringify(asked))
      const skipped = hops.filter(({id}) => statuses(told)[id] === 'skip').map(({id}) => id)
      assert.deepEqual(new Set(skipped), new Set([...expected, ...unseen]))
    }
    assert.ok(
      renderPath(replay(healthy, {skip: ['registry']})).text.includes('NPS extension: partly looked at.'),
    )
    assert.equal(standingOf('directory', report('no directory named')).status, 'skip')
  })
  it('is in order beside a check that has nothing to say here', () => {
    const healthy = report('healthy')
    const ended = (check: string, ending: string): Report => ({
      ...healthy,
      findings: healthy.findings.map((finding) =>
        finding.check === check ? {...finding, status: 'skip', code: `${check}/${ending}`} : finding,
      ),
    })
    assert.equal(statuses(ended('sync.service', 'none')).user, 'pass')
    assert.equal(statuses(ended('endpoints.login-windows-net', 'skipped')).token, 'pass')
    assert.equal(statuses(ended('tenant.exists', 'skipped')).token, 'skip')
  })
  it('is never in order where something is not known', () => {
    const kinds: Status[] = ['pass', 'warn', 'skip', 'unknown']
    for (const one of kinds) assert.equal(worst([one, 'unknown']), 'unknown')
    for (const one of [...kinds, 'fail' as const]) assert.equal(worst([one, 'fail']), 'fail')
    for (const {record} of all) {
      const told = replay(record)
      for (const {code, status} of told.findings) {
        const hop = placeOf(code)?.hop
        if (hop && status === 'unknown') assert.notEqual(standingOf(hop, told).status, 'pass', code)
      }
    }
  })
})
