import assert from 'node:assert/strict'
import {it} from 'node:test'
import {tenantInSubject} from '../../src/catalogue/vendor-subject.ts'
import {compareVersions, isAtLeast, since} from '../../src/catalogue/versions.ts'

it('versions are compared by their parts as numbers, not as text', () => {
  assert.ok(compareVersions('1.2.10000.1', '1.2.2893.1')! > 0)
  assert.ok(compareVersions('1.0.1.9', '1.0.1.32')! < 0)
  assert.equal(compareVersions('1.2.2893', '1.2.2893.0'), 0)
})

it('what is no version is neither older nor newer', () => {
  for (const text of ['', '1.2.x', '1.2.3.4.5', '-1', '1.2.2893.1 (beta)', '9'.repeat(400)])
    assert.equal(isAtLeast(text, since.thumbprint), null, text)
  assert.equal(isAtLeast(null, since.thumbprint), null)
})

it('a tenant is read from the subject of the vendor’s form only', () => {
  const tenant = '3f2b9c1e-7a54-4d0b-9c86-5e1d2a7f4b60'
  for (const subject of [
    `CN=${tenant}, OU=Microsoft NPS Extension`,
    `OU = Microsoft NPS Extension, CN = ${tenant.toUpperCase()}`,
  ])
    assert.equal(tenantInSubject(subject), tenant)
  for (const subject of [
    `CN=${tenant}`,
    `CN=${tenant}, OU=Microsoft AD FS Azure MFA`,
    `CN=x${tenant}, OU=Microsoft NPS Extension`,
  ])
    assert.equal(tenantInSubject(subject), null)
})
