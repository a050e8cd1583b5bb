import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {before, describe, it} from 'node:test'
import {Ajv} from 'ajv'
import type {Comparison} from '../../src/comparison/comparison.ts'
import {npsmfa} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, `${name}.json`)
const conforms = new Ajv({allErrors: true, allowUnionTypes: true, strict: false}).compile(
  JSON.parse(readFileSync('docs/schemas/diff-1.json', 'utf8')),
)

/** For each fault: the finding that differs first, and the fact and place that must be named for it. */
const pairs: readonly [scenario: string, check: string, named: RegExp][] = [
  ['certificate-expired', 'cert.expiry', /^extension-certificate notAfter$/],
  ['client-principal-disabled', 'tenant.client-principal', /^client-principal accountEnabled$/],
  ['user-upn-whitespace', 'user.in-ad', /^directory-user /],
]

describe('diff of a healthy and a broken machine of the lab', () => {
  before(async () => {
    await npsmfa(['bundle', 'create', at('healthy'), '--lab', '--reveal-map', at('map')])
    for (const [scenario] of pairs)
      await npsmfa(['bundle', 'create', at(scenario), `--lab=${scenario}`, '--same-aliases-as', at('map')])
  })
  for (const [scenario, check, named] of pairs)
    it(`${scenario}: names what explains ${check}`, async () => {
      const {code, stdout, stderr} = await npsmfa(['diff', at('healthy'), at(scenario), '--json'])
      assert.deepEqual([code, stderr], [1, ''])
      const comparison = JSON.parse(stdout) as Comparison
      assert.ok(conforms(comparison), JSON.stringify(conforms.errors))
      assert.equal(comparison.sameAliases, true)
      const found = comparison.findings.find((finding) => finding.check === check)
      assert.ok(found, comparison.findings.map((finding) => finding.check).join())
      const places = found.reasons.map(({fact, path}) => `${fact} ${path}`)
      assert.ok(
        places.some((place) => named.test(place)),
        places.join(),
      )
    })
  it('says so where the aliases differ, and exits 0 where nothing does', async () => {
    await npsmfa(['bundle', 'create', at('other'), '--lab', '--only', 'cert'])
    const other = await npsmfa(['diff', at('healthy'), at('other')])
    assert.match(other.stdout, /different aliases/)
    const same = await npsmfa(['diff', at('healthy'), at('healthy')])
    assert.deepEqual([same.code, /Both end the same/.test(same.stdout)], [0, true])
  })
})
