import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {labWorld} from '../../src/app/lab.ts'
import {defaults} from '../../src/app/options.ts'
import {clientAppId} from '../../src/catalogue/apps.ts'
import type {Evidence} from '../../src/core/evidence.ts'
import {gather} from '../../src/core/gather.ts'
import {type CredentialChanges, credentialChanges} from '../../src/facts/credential-changes.ts'
import {probes} from '../../src/found.ts'
import {buildLab, type LabState, startLab} from '../../src/lab/index.ts'
import type {Audit} from '../../src/lab/state.ts'
import {type AuditEntry, changesIn, entriesOf} from '../../src/probes/shared/audit-entry.ts'

const {signal} = new AbortController()
const clientIn = ({tenant}: LabState) => tenant.principals.find(({appId}) => appId === clientAppId)!

/** What is learnt in a lab that is healthy but for a change. */
async function learnt(change: (state: LabState) => void): Promise<Evidence<CredentialChanges>> {
  const state = await buildLab('healthy')
  change(state)
  const lab = await startLab(state)
  const {world, close} = await labWorld({...defaults}, lab.address, signal)
  try {
    const how = {probes, world, platform: 'win32', as: 'test', signal}
    const record = await gather([credentialChanges], [], how)
    return record[credentialChanges.key] as Evidence<CredentialChanges>
  } finally {
    await close()
    await lab.close()
  }
}
/** The same of entries about the extension's application. */
async function told(...audits: Partial<Audit>[]): Promise<CredentialChanges> {
  const evidence = await learnt((state) => {
    const base = {...state.tenant.audits[0]!, target: clientIn(state).objectId}
    state.tenant.audits = audits.map((audit) => ({...base, ...audit}))
  })
  assert.ok(evidence.known, JSON.stringify(evidence))
  return evidence.value
}
const switchedTo = (to: string) => ({
  activity: 'Update service principal',
  modified: [{name: 'AccountEnabled', from: '[true]', to}],
})
const activities = ({changes}: CredentialChanges) => changes.map(({activity}) => activity)
const minutesOld = (iso: string) => Math.round((Date.now() - Date.parse(iso)) / 60_000)

describe('what the tenant’s audit log says was changed of the application', () => {
  it('is told of a healthy installation, in the fact’s shape, and of no other application', async () => {
    const evidence = await learnt(() => {})
    assert.ok(evidence.known)
    const judged = credentialChanges.shape['~standard'].validate(evidence.value) as {issues?: unknown}
    assert.equal(judged.issues, undefined)
    assert.deepEqual(
      evidence.value.changes.map(({activity, by}) => [activity, by]),
      [['added', 'ops@contoso.example']],
    )
    assert.ok(Math.abs(minutesOld(evidence.value.since) - 30 * 24 * 60) <= 1)
  })
  it('names what was done, when and by whom, the newest first', async () => {
    const {changes} = await told(
      {minutesAgo: 500, activity: 'Add service principal credentials', by: {user: 'kim@contoso.example'}},
      {minutesAgo: 30, ...switchedTo('[true]'), by: {app: 'Microsoft Azure Portal'}},
      {minutesAgo: 400, activity: 'Remove service principal credentials.', by: null},
      {minutesAgo: 60, ...switchedTo('[false]')},
      {minutesAgo: 90, activity: 'Update service principal'},
      {minutesAgo: 20, activity: 'Add app role assignment to service principal'},
    )
    assert.deepEqual(
      changes.map(({at, activity, by}) => [minutesOld(at), activity, by]),
      [
        [30, 'enabled', 'Microsoft Azure Portal'],
        [60, 'disabled', 'ops@contoso.example'],
        [90, 'updated', 'ops@contoso.example'],
        [400, 'removed', null],
        [500, 'added', 'kim@contoso.example'],
      ],
    )
  })
  it('leaves out what was refused, and what only repeats a change of a certificate', async () => {
    assert.deepEqual(activities(await told({minutesAgo: 9, result: 'failure'}, {minutesAgo: 50_000})), [])
    const both = [{minutesAgo: 9}, {minutesAgo: 9, activity: 'Update service principal'}]
    assert.deepEqual(activities(await told(...both)), ['added'])
    const switchedToo = await told({minutesAgo: 9}, {minutesAgo: 9, ...switchedTo('[false]')})
    assert.deepEqual(activities(switchedToo), ['added', 'disabled'])
  })
  it('is read page by page; where there are too many, it says since when', async () => {
    const all = await told(...Array.from({length: 250}, (_, i) => ({minutesAgo: i + 1})))
    assert.equal(all.changes.length, 250)
    const cut = await told(...Array.from({length: 600}, (_, i) => ({minutesAgo: i + 1})))
    assert.deepEqual([cut.changes.length, minutesOld(cut.since)], [400, 400])
  })
})

describe('an audit log that is not read', () => {
  const why = async (change: (state: LabState) => void) => {
    const evidence = await learnt(change)
    assert.ok(!evidence.known)
    return `${evidence.why}: ${evidence.detail}`
  }
  it('names the permission to grant', async () => {
    const refused = await why(({tenant}) => {
      tenant.graphPermissions = tenant.graphPermissions.filter((name) => name !== 'AuditLog.Read.All')
    })
    assert.match(refused, /^denied: .*403.*grant the permission AuditLog\.Read\.All/)
  })
  it('is not asked for where there is no such application, or it could not be read', async () => {
    const without = await why(({tenant}) => {
      tenant.principals = tenant.principals.filter(({appId}) => appId !== clientAppId)
    })
    assert.match(without, /^not-asked: /)
    const unseen = await why(({tenant}) => {
      tenant.graphPermissions = ['AuditLog.Read.All']
    })
    assert.match(unseen, /^blocked: .*Application\.Read\.All/)
  })
  it('is asked again when Graph is busy', async () => {
    const evidence = await learnt(({tenant}) => {
      tenant.throttle = {times: 2, retryAfterSeconds: 0}
    })
    assert.ok(evidence.known, JSON.stringify(evidence))
  })
})

describe('answers that are none of Graph’s', () => {
  const id = '5e4f0a00-0000-4000-8000-000000000001'
  it('are refused, or read without a fault', () => {
    for (const answer of [null, {}, {value: 'x'}, {value: {}}])
      assert.throws(() => entriesOf(answer), /without a list of audit entries/)
    const key = fc.constantFrom(
      'id',
      'toString',
      'result',
      'targetResources',
      'initiatedBy',
      'user',
      'modifiedProperties',
    )
    const {tree} = fc.letrec((tie) => ({
      tree: fc.oneof(
        {maxDepth: 4},
        fc.constantFrom(id, 'success', 'Update service principal', '2026-11-20T10:00:00Z', null, 7),
        fc.array(tie('tree'), {maxLength: 3}),
        fc.dictionary(key, tie('tree'), {noNullPrototype: true}),
      ),
    }))
    const entry = fc.record({
      activityDateTime: fc.constant('2026-11-20T10:00:00.1234567Z'),
      activityDisplayName: fc.constantFrom('Update service principal', 'constructor', null),
      result: fc.constant('success'),
      initiatedBy: tree,
      targetResources: fc.oneof(tree, fc.constant([{id, modifiedProperties: [null, {displayName: 1}]}])),
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(tree, entry)), (value) => {
        const changes = changesIn(entriesOf({value}), id)
        const result = credentialChanges.shape['~standard'].validate({since: '2026-10-24T10:00:00Z', changes})
        assert.equal((result as {issues?: unknown}).issues, undefined)
      }),
    )
  })
  it('about another principal are not taken for ours', () => {
    const entry = {
      activityDateTime: '2026-11-20T10:00:00Z',
      activityDisplayName: 'Add service principal credentials',
      result: 'success',
      targetResources: [{id: id.toUpperCase()}, {id: 'another'}],
    } satisfies AuditEntry
    assert.equal(changesIn([entry], id).length, 1)
    assert.equal(changesIn([{...entry, targetResources: [{id: 'another'}]}], id).length, 0)
  })
})
