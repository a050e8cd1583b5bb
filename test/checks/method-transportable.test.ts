import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {Override} from '../../src/catalogue/transport.ts'
import {judge} from '../../src/core/judge.ts'
import {checks} from '../../src/found.ts'
import {machines} from '../machines.ts'

const healthy = machines()[0]!.record
const check = checks.filter(({id}) => id === 'user.method-transportable')

interface Case {
  preferred: string
  version: string | null
  override: Override
  types: readonly string[]
}

/** How the check ends for that user on that server. */
function ending({preferred, version, override, types}: Case, unclear = ['REG_SZ', 'false']): string {
  const record = structuredClone(healthy)
  const known = (key: string, value: unknown) => {
    record[key] = {known: true, value, via: 'test', as: 'test', at: '2026-11-23T08:55:12Z', ms: 0}
  }
  known('authentication-methods alice@contoso.example', {
    methods: ['microsoftAuthenticator', 'phone'],
    preferred,
  })
  const [type, data] = override === 'unclear' ? unclear : ['REG_SZ', override]
  const value = {name: 'OVERRIDE_NUMBER_MATCHING_WITH_OTP', type, data}
  known('extension-registry', {present: true, writtenAt: null, values: override === 'absent' ? [] : [value]})
  known('extension', {
    entries: [],
    folder: 'C:\\Program Files\\Microsoft\\AzureMfa\\Extensions',
    authentication: null,
    authorization: null,
    version,
  })
  const policy = {name: 'VPN users', enabled: true, order: 1, grants: true, authenticationTypes: types}
  known('radius-configuration', {clients: [], networkPolicies: [policy], remoteGroups: []})
  return judge(check, record, ['alice@contoso.example'])[0]!.code.split('/')[1]!
}

// What Microsoft documents, written out and not computed: which protocol carries what …
const table = {
  pap: {approval: true, call: true, sms: true, code: true},
  'ms-chap-v2': {approval: true, call: true, sms: false, code: false},
  eap: {approval: true, call: true, sms: false, code: false},
  unauthenticated: {approval: true, call: true, sms: false, code: false},
} as const
// … and what a push becomes: by version, with the override TRUE, FALSE, absent, and in unclear spelling.
const pushes: readonly (readonly [string | null, string, string, string, string])[] = [
  ['1.0.1.39', 'approval', 'approval', 'approval', 'approval'],
  ['1.0.1.40', 'code', 'approval', 'approval', 'either'],
  ['1.2.2131.2', 'code', 'approval', 'approval', 'either'],
  ['1.2.2216.1', 'code', 'approval', 'code', 'either'],
  ['1.2.2893.1', 'code', 'approval', 'code', 'either'],
  ['1.10.0.0', 'code', 'approval', 'code', 'either'],
  [null, 'either', 'approval', 'either', 'either'],
]
const overrides = ['TRUE', 'FALSE', 'absent', 'unclear'] as const
const others = {
  oath: 'code',
  sms: 'sms',
  voiceMobile: 'call',
  voiceOffice: 'call',
  voiceAlternateMobile: 'call',
}

const nowhere = (type: string) => (type === 'unauthenticated' ? 'code-at-gateway' : 'code-nowhere')
function expected(prompt: string, type: keyof typeof table, preferred: string): string {
  if (prompt === 'either') return table[type].code ? 'carried' : 'untold'
  if (table[type][prompt as 'code']) return 'carried'
  return preferred === 'push' ? nowhere(type) : 'default-nowhere'
}

describe('what NPS will ask for, and whether RADIUS can carry it', () => {
  for (const type of Object.keys(table) as (keyof typeof table)[]) {
    for (const [version, ...prompts] of pushes)
      for (const [index, override] of overrides.entries()) {
        const want = expected(prompts[index]!, type, 'push')
        it(`${type}, ${version ?? 'some version'}, override ${override}, push: ${want}`, () =>
          assert.equal(ending({preferred: 'push', version, override, types: [type]}), want))
      }
    for (const [preferred, prompt] of Object.entries(others))
      for (const override of overrides) {
        const want = expected(prompt, type, preferred)
        it(`${type}, override ${override}, ${preferred}: ${want}`, () =>
          assert.equal(ending({preferred, version: '1.2.2893.1', override, types: [type]}), want))
      }
  }
  it('a client may speak the protocol that cannot carry it', () => {
    const types = ['pap', 'ms-chap-v2']
    const version = '1.2.2893.1'
    assert.equal(ending({preferred: 'push', version, override: 'TRUE', types}), 'code-not-everywhere')
    assert.equal(ending({preferred: 'sms', version, override: 'FALSE', types}), 'default-not-everywhere')
    assert.equal(ending({preferred: 'push', version, override: 'FALSE', types}), 'carried')
  })
  it('an override of another type is not taken for either', () => {
    const on = {preferred: 'push', version: '1.2.2893.1', override: 'unclear', types: ['eap']} as const
    assert.equal(ending(on, ['REG_DWORD', '0']), 'untold')
    assert.equal(ending(on, ['REG_SZ', ' ']), 'code-nowhere')
  })
  it('an authentication type that is not known is not taken for one that works', () => {
    const on = (types: string[], override: Override) =>
      ending({preferred: 'push', version: '1.2.2893.1', override, types})
    assert.equal(on(['other'], 'TRUE'), 'type-unknown')
    assert.equal(on(['other'], 'FALSE'), 'type-unknown')
    assert.equal(on([], 'TRUE'), 'type-unknown')
    assert.equal(on(['pap', 'other'], 'TRUE'), 'code-not-everywhere')
    assert.equal(on(['ms-chap-v2', 'other'], 'FALSE'), 'carried')
  })
})
