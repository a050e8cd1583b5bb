import assert from 'node:assert/strict'
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, it} from 'node:test'
import {gunzipSync} from 'node:zlib'
import {Ajv} from 'ajv'
import type {Report} from '../../src/core/report.ts'
import {npsmfa} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, name)
const conforms = new Ajv({allErrors: true, allowUnionTypes: true, strict: false}).compile(
  JSON.parse(readFileSync('docs/schemas/bundle-1.json', 'utf8')),
)
const codes = ({rootCauses, findings}: Report) => [
  rootCauses.map(({code, since}) => [code, since]),
  findings.map(({code, because}) => [code, because]),
]

describe('a support bundle', () => {
  for (const scenario of [
    'healthy',
    'certificate-expired',
    'user-upn-whitespace',
    'client-principal-disabled',
  ])
    it(`${scenario}: replays to the report that was made, in clear and under aliases`, async () => {
      const file = at(`${scenario}.json`)
      const live = await npsmfa(['doctor', `--lab=${scenario}`, '--json', '--bundle', file])
      const report = JSON.parse(live.stdout) as Report
      const bundle = JSON.parse(readFileSync(file, 'utf8'))
      assert.ok(conforms(bundle), JSON.stringify(conforms.errors))
      assert.equal(statSync(file).mode & 0o777, 0o600)
      assert.doesNotMatch(JSON.stringify(bundle), /alice|contoso\.example|3f2b9c1e-7a54/i)
      const again = await npsmfa(['doctor', '--from', file, '--json'])
      assert.equal(again.stderr, '')
      const replayed = JSON.parse(again.stdout) as Report
      assert.deepEqual(codes(replayed), codes(report))
      assert.deepEqual([again.code, replayed.machine.source], [live.code, 'bundle'])
      const kept = at(`${scenario}-kept.json`)
      assert.equal((await npsmfa(['bundle', 'create', kept, `--lab=${scenario}`, '--keep', 'all'])).code, 0)
      const clear = JSON.parse((await npsmfa(['doctor', '--from', kept, '--json'])).stdout) as Report
      assert.deepEqual(codes(clear)[1], codes(report)[1])
    })

  it('shows what it holds and the report', async () => {
    const {stdout, code} = await npsmfa(['bundle', 'show', at('certificate-expired.json')])
    assert.equal(code, 1)
    assert.match(stdout, /Holds +\d+ facts/)
    assert.match(stdout, /Aliases +.*\d+ guid/)
    assert.match(stdout, /cert\.expiry\/expired/)
  })

  it('is gzip by its name, and is not written over without --force', async () => {
    const file = at('case.json.gz')
    const create = (...more: string[]) =>
      npsmfa(['bundle', 'create', file, '--lab', '--only', 'cert', ...more])
    assert.equal((await create()).code, 0)
    assert.equal(JSON.parse(gunzipSync(readFileSync(file)).toString()).schema, 'npsmfa.bundle/1')
    const before = readFileSync(file)
    const refused = await create()
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /there already.*--force/)
    assert.deepEqual(readFileSync(file), before)
    assert.equal((await create('--force')).code, 0)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    )
    const only = JSON.parse((await npsmfa(['doctor', '--from', file, '--json'])).stdout) as Report
    assert.ok(only.findings.every(({area}) => area === 'cert'))
    assert.deepEqual(only.selection, {only: ['cert'], skip: []})
    assert.match((await npsmfa(['bundle', 'show', file])).stdout, /Healthy.*\(only cert\)/s)
  })

  it('gives two servers the same aliases by the map of the first', async () => {
    const map = at('map.json')
    await npsmfa(['bundle', 'create', at('one.json'), '--lab', '--reveal-map', map])
    await npsmfa(['bundle', 'create', at('two.json'), '--lab', '--same-aliases-as', map])
    const read = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'))
    assert.equal(read('one.json').pseudonyms.keyId, read('two.json').pseudonyms.keyId)
    assert.deepEqual(read('one.json').evidence.run.value.users, read('two.json').evidence.run.value.users)
    const {aliases} = read('map.json')
    assert.ok(aliases.some(({value}: {value: string}) => value === 'alice@contoso.example'))
  })

  it('as of another day tells what will have ended by then', async () => {
    const {stdout} = await npsmfa(['doctor', '--from', at('healthy.json'), '--at', '2029-06-01', '--json'])
    const report = JSON.parse(stdout) as Report
    assert.equal(report.asOf, '2029-06-01T00:00:00.000Z')
    assert.equal(report.rootCauses[0]!.code, 'cert.expiry/expired')
    assert.ok(report.findings.some(({code}) => code === 'sync.fresh/fresh' || code.startsWith('sync.fresh/')))
  })
})

describe('a bundle that cannot be used is refused in one sentence', () => {
  const good = () => JSON.parse(readFileSync(at('healthy.json'), 'utf8'))
  const deep = `{"schema":"npsmfa.bundle/1","evidence":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  const cases: [string, () => string, RegExp][] = [
    ['no JSON', () => 'hello', /no JSON/],
    ['nested too deeply', () => deep, /nested/],
    ['a member twice', () => '{"schema":"npsmfa.bundle/1","schema":"x"}', /twice/],
    ['escapes in a name', () => '{"\\u001b[2J":1,"\\u001b[2J":2}', /\\u001b\[2J” twice/],
    ['__proto__', () => '{"schema":"npsmfa.bundle/1","__proto__":{}}', /__proto__/],
    ['another document', () => '{"schema":"npsmfa.report/1"}', /not a bundle/],
    ['a newer one', () => '{"schema":"npsmfa.bundle/2"}', /newer/],
    ['wrong types', () => JSON.stringify({...good(), evidence: 5}), /evidence/],
    [
      'changed',
      () => JSON.stringify({...good(), tool: {...good().tool, version: '9.9.9'}}),
      /digest does not fit/,
    ],
    ['too large', () => ' '.repeat(67_108_865), /larger than 64 MB/],
  ]
  for (const [what, text, told] of cases)
    it(what, async () => {
      writeFileSync(at('bad.json'), text())
      const {code, stdout, stderr} = await npsmfa(['doctor', '--from', at('bad.json')])
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, told)
      assert.match(stderr, /^[^\u0000-\u001f]+\n$/)
    })
})
