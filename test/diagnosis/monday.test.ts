import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {diagnose} from '../../src/app/diagnose.ts'

const minutesSince = (iso: string | null) => (Date.now() - Date.parse(iso ?? '')) / 60_000
const about = (iso: string | null, minutes: number) =>
  assert.ok(Math.abs(minutesSince(iso) - minutes) < 2, `${iso} is not ${minutes} min ago`)

/** [scenario, scope, first refusal and last good sign-in in minutes ago, what else is explained, what changed before] */
const mondays = [
  [
    'monday-certificate',
    'all',
    45,
    180,
    'logs.token/certificate-expired',
    'a certificate of the extension ended',
  ],
  ['monday-codes', 'all', 45, 180, null, 'MfaNpsAuthzExt.dll was replaced'],
  ['monday-secret', 'nas:New firewall', 45, null, null, null],
  ['monday-gateway', 'all', 40, 180, 'logs.timing/unanswered', null],
  ['monday-only-one', 'user:alice@contoso.example', 45, 180, 'logs.user/name-has-line-break', null],
  [
    'monday-tls',
    'all',
    45,
    180,
    'logs.network/mfa-service-unreachable',
    'TLS 1.2 was switched in the registry',
  ],
  [
    'monday-new-host',
    'all',
    45,
    180,
    'logs.network/mfa-service-unreachable',
    'MfaNpsAuthzExt.dll was replaced',
  ],
  ['monday-service', 'all', 45, 300, 'logs.service/library-missing', null],
  ['monday-mfa-off', 'all', 45, 180, 'logs.mfa/off', null],
] as const

describe('Monday mornings: since when, for whom, what follows from it, and what changed just before', () => {
  for (const [scenario, scope, since, lastGood, explains, changed] of mondays) {
    it(scenario, async () => {
      const [root] = (await diagnose({lab: scenario})).report.rootCauses
      assert.ok(root)
      assert.equal(root.scope, scope)
      about(root.since, since)
      if (lastGood === null) assert.equal(root.lastGood, null)
      else assert.ok(minutesSince(root.lastGood) < lastGood + 125, `${root.lastGood}`)
      if (explains) assert.ok(root.explains.includes(explains), root.explains.join(' '))
      const changes = root.changedBefore.map(({what}) => what)
      if (changed) assert.ok(changes.includes(changed), changes.join(', '))
    })
  }
  it('a fault of one person is none of the server, until that person is asked about', async () => {
    const {report} = await diagnose({lab: 'monday-only-one', users: ['mia@contoso.example']})
    assert.ok(!report.rootCauses.some(({scope}) => scope.startsWith('user:alice')))
  })
  it('what the logs could not tell is said', async () => {
    const {notSeen} = (await diagnose({lab: 'not-administrator'})).report
    assert.ok(
      notSeen.some((told) => told.startsWith('Security could not be read')),
      notSeen.join('\n'),
    )
    assert.deepEqual((await diagnose({lab: 'healthy'})).report.notSeen, [])
    const {report: off} = await diagnose({lab: 'auditing-off'})
    assert.ok(off.notSeen.includes('The Security log does not record whom NPS refuses: auditing is off.'))
  })
})
