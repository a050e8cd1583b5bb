import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {Judgement} from '../../src/core/judge.ts'
import {fold} from '../../src/diagnosis/fold.ts'

const j = (code: string, status: Judgement['status'], user: string | null = null): Judgement => ({
  check: code.split('/')[0]!,
  title: '',
  status,
  code,
  message: '',
  hint: null,
  since: null,
  user,
})
const checks = [
  {id: 'endpoints.login', after: [], through: []},
  {id: 'tenant.associated', after: ['endpoints.login'], through: []},
  {id: 'token.acquired', after: ['tenant.associated'], through: []},
  {id: 'user.in-ad', after: [], through: []},
  {id: 'user.in-entra', after: ['user.in-ad'], through: ['endpoints.login']},
]
const because = (...judgements: Judgement[]) =>
  Object.fromEntries(fold(checks, judgements).map((f) => [`${f.code}${f.user ?? ''}`, f.because.join()]))

describe('folding', () => {
  it('joins consequences to their roots, transitively and in causal order', () => {
    const all = [
      j('token.acquired/x', 'fail'),
      j('tenant.associated/y', 'fail'),
      j('endpoints.login/z', 'fail'),
    ]
    assert.deepEqual(
      fold(checks, all).map((f) => f.check),
      ['endpoints.login', 'tenant.associated', 'token.acquired'],
    )
    assert.deepEqual(because(...all), {
      'endpoints.login/z': '',
      'tenant.associated/y': 'endpoints.login/z',
      'token.acquired/x': 'endpoints.login/z',
    })
  })
  it('a green check explains nothing, even between two red ones', () => {
    assert.deepEqual(
      because(
        j('endpoints.login/z', 'fail'),
        j('tenant.associated/ok', 'pass'),
        j('token.acquired/x', 'fail'),
      ),
      {
        'endpoints.login/z': '',
        'tenant.associated/ok': '',
        'token.acquired/x': '',
      },
    )
  })
  it('a warning explains a warning and what is undetermined, never a failure', () => {
    const warned = j('endpoints.login/z', 'warn')
    assert.equal(because(warned, j('tenant.associated/y', 'fail'))['tenant.associated/y'], '')
    assert.equal(
      because(warned, j('tenant.associated/y', 'warn'))['tenant.associated/y'],
      'endpoints.login/z',
    )
    assert.equal(
      because(warned, j('tenant.associated/unknown', 'unknown'))['tenant.associated/unknown'],
      'endpoints.login/z',
    )
    // What has a cure of its own is not hidden behind another's.
    const own = {
      ...j('tenant.associated/unread', 'unknown'),
      hint: {do: ['Look.'], owner: 'server', disrupts: 'nothing'} as const,
    }
    assert.equal(because(warned, own)['tenant.associated/unread'], '')
  })
  it('a broken way explains what could not be told, not what was told', () => {
    const way = j('endpoints.login/z', 'fail')
    const unknown = because(way, j('user.in-entra/unknown', 'unknown', 'a@x'))
    assert.equal(unknown['user.in-entra/unknowna@x'], 'endpoints.login/z')
    assert.equal(because(way, j('user.in-entra/absent', 'fail', 'a@x'))['user.in-entra/absenta@x'], '')
  })
  it('one user’s trouble does not explain another’s', () => {
    const told = because(
      j('user.in-ad/absent', 'fail', 'a@x'),
      j('user.in-entra/absent', 'fail', 'a@x'),
      j('user.in-entra/absent', 'fail', 'b@x'),
    )
    assert.deepEqual(told, {
      'user.in-ad/absenta@x': '',
      'user.in-entra/absenta@x': 'user.in-ad/absent',
      'user.in-entra/absentb@x': '',
    })
  })
  it('an area that ends alike has one cause; a host that is blocked alone stays its own', () => {
    const hosts = ['login', 'mfa-service', 'credentials', 'graph']
    const all = hosts.map((h) => j(`endpoints.${h}/name-timeout`, h === 'graph' ? 'warn' : 'fail'))
    assert.deepEqual(Object.values(because(...all)), ['', ...Array(3).fill('endpoints.login/name-timeout')])
    const one = hosts.map((h) =>
      h === 'graph' ? j('endpoints.graph/reachable', 'pass') : j(`endpoints.${h}/refused`, 'fail'),
    )
    assert.deepEqual(Object.values(because(...one)), ['', '', '', ''])
  })
})
