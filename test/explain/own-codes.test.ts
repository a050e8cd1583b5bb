import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {causeById} from '../../src/catalogue/causes.ts'
import {allOwn} from '../../src/explain/all-own-codes.ts'
import {explain} from '../../src/explain/explain.ts'
import {checks, probes} from '../../src/found.ts'

const own = allOwn(checks, probes)
const {codes} = own

describe('whatever a report names', () => {
  it('can be asked about', () => {
    for (const {code} of codes) assert.equal(explain(code, own).causes[0]?.code, code)
  })
  it('names checks that exist, and causes of the catalogue', () => {
    const known = new Set(checks.flatMap(({id}) => [id, id.split('.')[0]]))
    for (const {code, cause} of codes) {
      if (!cause) continue
      assert.ok(causeById.has(cause.id), `${code}: ${cause.id}`)
      for (const check of cause.confirm) assert.ok(known.has(check), `${code}: ${check}`)
    }
  })
})
