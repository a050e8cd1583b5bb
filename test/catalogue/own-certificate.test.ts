import assert from 'node:assert/strict'
import {test} from 'node:test'
import {
  type CertificateWords,
  type Unsuited,
  type Use,
  unsuited,
} from '../../src/catalogue/own-certificate.ts'

const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
const good: CertificateWords = {
  subject: 'CN=nps01.contoso.example',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2028-01-01T00:00:00Z',
  purposes: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
  keyType: 'rsa',
  keyBits: 2048,
}
const use: Use = {version: '1.2.2893.1', tenant, at: '2026-11-29T12:00:00Z'}
const vendors = {subject: `OU=Microsoft NPS Extension, CN=${tenant.toUpperCase()}`}

const cases: [string, Partial<CertificateWords>, Partial<Use>, Unsuited[]][] = [
  ['an own one for a new version', {}, {}, []],
  ['an own one for an older version', {}, {version: '1.2.2677.2'}, ['subject']],
  ['an own one where the version is not known', {}, {version: null}, ['subject']],
  ['the script’s subject, in any order and case', vendors, {version: '1.0.1.32'}, []],
  ['another tenant’s', vendors, {version: '1.0.1.32', tenant: tenant.replace('3', '4')}, ['subject']],
  ['for servers only', {purposes: ['1.3.6.1.5.5.7.3.1']}, {}, ['purposes']],
  ['for no purpose', {purposes: null}, {}, ['purposes']],
  ['of elliptic curves', {keyType: 'ec', keyBits: null}, {}, ['key-type']],
  ['of an unknown key', {keyType: null, keyBits: null}, {}, ['key-type']],
  ['of 1024 bits', {keyBits: 1024}, {}, ['key-size']],
  ['of an unknown size', {keyBits: null}, {}, ['key-size']],
  ['not valid yet', {notBefore: '2026-11-29T12:00:01Z'}, {}, ['not-valid-yet']],
  ['ended this very second', {notAfter: '2026-11-29T12:00:00Z'}, {}, ['ended']],
  ['with a date that is none', {notAfter: 'x'}, {}, ['ended']],
  [
    'wrong in every way',
    {purposes: [], keyBits: 512, notAfter: '2020-01-01T00:00:00Z'},
    {version: null},
    ['subject', 'purposes', 'key-size', 'ended'],
  ],
]
for (const [what, certificate, where, due] of cases)
  test(`an own certificate: ${what}`, () => {
    const reasons = unsuited({...good, ...certificate}, {...use, ...where})
    assert.deepEqual(
      reasons.map(({why}) => why),
      due,
    )
    for (const {text} of reasons) assert.match(text, /^It.*\.$/)
  })
