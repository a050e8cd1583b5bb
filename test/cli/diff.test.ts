import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {before, describe, it} from 'node:test'
import {Ajv} from 'ajv'
import {bundleOf, openBundle} from '../../src/app/bundle.ts'
import {type Diagnosis, diagnose} from '../../src/app/diagnose.ts'
import {compare} from '../../src/app/diff.ts'
import type {Aliasing} from '../../src/bundle/pseudonyms/pseudonymise.ts'
import type {Comparison} from '../../src/comparison/comparison.ts'
import {type Kind, kinds} from '../../src/core/identifying.ts'
import {jsonText} from '../../src/core/words.ts'
import {renderDiff} from '../../src/render/diff.ts'
import {npsmfa} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, `${name}.json`)
const conforms = new Ajv({allErrors: true, allowUnionTypes: true, strict: false}).compile(
  JSON.parse(readFileSync('docs/schemas/diff-1.json', 'utf8')),
)

/** For each fault: the finding that it is, and all that must be named for it: fact and place (… is a name or a user). */
const pairs: readonly [scenario: string, code: string, named: readonly string[]][] = [
  ['certificate-expired', 'cert.expiry/expired', ['extension-certificate notAfter']],
  ['key-denied', 'cert.key-acl/denied-by-entry', ['private-keys keys[0].right']],
  ['certificate-for-servers', 'cert.eku/other', ['extension-certificate purposes']],
  ['tenant-id-in-braces', 'registry.values/malformed', ['extension-registry values[TENANT_ID].data']],
  [
    'mfa-off',
    'registry.dlls/none',
    ['registered-dlls authorization.dlls[…]', 'registered-dlls authentication.dlls[…]'],
  ],
  ['nps-stopped', 'service.running/refuses', ['nps-service state']],
  ['extension-outdated', 'extension.version/old', ['extension version']],
  ['tls12-disabled', 'host.schannel/disabled', ['schannel enabled']],
  ['server-not-registered', 'host.registered/not-member', ['ras-ias-membership member']],
  ['no-radius-clients', 'radius.clients/none', ['radius-configuration clients[…]']],
  ['radius-client-disabled', 'radius.clients/disabled', ['radius-configuration clients[…].enabled']],
  ['client-principal-disabled', 'tenant.client-principal/disabled', ['client-principal accountEnabled']],
  ['wrong-resource', 'token.acquired/resource-missing', ['token answer', 'token codes']],
  [
    'clock-ahead',
    'clock.skew/off',
    ['adnotifications', 'credentials', 'graph'].map((role) => `endpoint-${role} http.clockAheadMs`),
  ],
  ['login-refused', 'endpoints.login/refused', ['endpoint-login failure']],
  ['user-disabled-in-entra', 'user.entra-state/disabled', ['entra-user … accountEnabled']],
  ['user-upn-whitespace', 'user.in-ad/upn-whitespace', ['directory-user … accounts[0].userPrincipalName']],
  ['directory-wrong-password', 'directory.reachable/credentials-refused', ['directory answer']],
  ['sync-old', 'sync.fresh/stale', ['organization lastSync']],
  ['connect-stopped', 'sync.service/stopped', ['sync-services [ADSync]']],
  ['auditing-off', 'events.audit/off', ['nps-auditing success', 'nps-auditing failure']],
  ['monday-secret', 'logs.first-factor/secret-garbled', ['sign-in-log entries']],
]

/** Names stand for themselves or for aliases, and users too. */
const unnamed = (fact: string, path: string) =>
  `${fact.replace(/ .+/, ' …')} ${path.replace(/\[(?!TENANT_ID|ADSync|\d+\])[^\]]+\]/g, '[…]')}`

/** When and how long was looked: no difference of machines. */
const ofTheLook =
  /^run (at|asOf)$|[ .](since|until|first|last|lifetimeMs|clockAheadMs)$|^sign-in-log entries\[\d+\]\.(at|thread)$/

const ways: readonly [what: string, first: readonly string[], keep: readonly Kind[]][] = [
  ['under the same aliases', ['--reveal-map', at('map')], []],
  ['in clear', ['--keep', 'all'], kinds],
]

/** What `bundle create --lab` writes of each broken machine, made here: a run of it for each would take a minute. */
const looks = new Map<string, Promise<Diagnosis>>()
async function broken(scenario: string, aliasing: Aliasing): Promise<string> {
  const look = looks.get(scenario) ?? diagnose({lab: scenario})
  looks.set(scenario, look)
  const file = join(folder, `${scenario}, ${aliasing.keep.length} kinds kept.json`)
  writeFileSync(file, jsonText(bundleOf(await look, aliasing).bundle))
  return file
}

for (const [what, first, keep] of ways)
  describe(`a healthy and a broken machine of the lab, ${what}`, {concurrency: 2}, () => {
    const healthy = at(`healthy, ${what}`)
    let key: Buffer
    before(async () => {
      const {code, stderr} = await npsmfa(['bundle', 'create', healthy, '--lab', ...first])
      assert.equal(code, 0, stderr)
      key = Buffer.from(JSON.parse(readFileSync(at('map'), 'utf8')).key, 'hex')
    })
    for (const [scenario, code, named] of pairs)
      it(`${scenario}: names what explains ${code}`, async () => {
        const comparison = compare(openBundle(healthy), openBundle(await broken(scenario, {key, keep})))
        assert.ok(conforms(JSON.parse(jsonText(comparison))), JSON.stringify(conforms.errors))
        const {findings, others, b} = comparison
        const found = findings.find((finding) => finding.b?.code === code)
        assert.ok(found, findings.map((finding) => finding.b?.code).join())
        assert.deepEqual(
          found.reasons.map(({fact, path}) => unnamed(fact, path)),
          named,
        )
        // Where the other machine is red, a root cause is among what differs.
        for (const root of b.rootCauses) assert.ok(findings.some((finding) => finding.b?.code === root))
        const measured = others
          .map(({fact, path}) => `${fact} ${path}`)
          .filter((place) => ofTheLook.test(place))
        assert.deepEqual(measured, [])
        // People read the same reason.
        const text = renderDiff(comparison, {width: 100, colour: false, plainGlyphs: false, all: false})
        assert.doesNotMatch(text, /aliases/)
        assert.ok(text.split('\n')[1]!.includes(b.rootCauses.join(', ')), text)
        for (const {about, path} of found.reasons)
          assert.ok(text.replace(/\s+/g, ' ').includes(`${about}, ${path}:`.replace(/\s+/g, ' ')), text)
      })
  })

describe('diff', () => {
  it('offers no name as a reason where the aliases differ, and says so before the findings', async () => {
    const [healthy, other] = [at(`healthy, ${ways[0]![0]}`), at('other')]
    await npsmfa(['bundle', 'create', other, '--lab=certificate-other-tenant+user-locked'])
    const {stdout} = await npsmfa(['diff', healthy, other])
    assert.match(
      stdout.replace(/\s+/g, ' '),
      /different aliases.+same-aliases-as the map of A.+certificate is made/,
    )
    const ran = await npsmfa(['diff', healthy, other, '--json'])
    assert.deepEqual([ran.code, ran.stderr], [1, ''])
    const comparison = JSON.parse(ran.stdout) as Comparison
    assert.ok(conforms(comparison), JSON.stringify(conforms.errors))
    const reasons = comparison.findings.map(({b, reasons}) => [
      b?.code,
      reasons.map(({fact, path}) => unnamed(fact, path)),
    ])
    const told = Object.fromEntries(reasons) as Record<string, string[]>
    assert.deepEqual(told['cert.subject/other-tenant'], [])
    assert.deepEqual(told['user.ad-state/locked'], ['directory-user … accounts[0].locked'])
    const names = /(^|[. ])(tenant|tenantId|sha1|sha256|objectId|keyId|userPrincipalName|name)$|TENANT_ID/
    assert.deepEqual(
      comparison.others.map(({fact, path}) => `${fact} ${path}`).filter((place) => names.test(place)),
      [],
    )
  })

  it('says which bundle is in clear where the other is not', async () => {
    const [aliased, clear] = ways.map(([what]) => at(`healthy, ${what}`))
    for (const [a, b, says] of [
      [aliased, clear, /B is in clear and A has aliases.+--keep all/],
      [clear, aliased, /A is in clear and B has aliases.+--keep all/],
    ] as const) {
      const {stdout} = await npsmfa(['diff', a!, b!])
      assert.match(stdout.replace(/\s+/g, ' '), says)
    }
  })

  it('exits 0 where nothing differs', async () => {
    const healthy = at(`healthy, ${ways[0]![0]}`)
    const same = await npsmfa(['diff', healthy, healthy])
    assert.deepEqual([same.code, /Both end the same/.test(same.stdout)], [0, true])
  })

  it('tells once what several findings hang on, and why what is not known is not', async () => {
    const [healthy, silent] = [at(`healthy, ${ways[1]![0]}`), at('silent')]
    await npsmfa(['bundle', 'create', silent, '--lab=directory-wrong-password', '--keep', 'all'])
    const {stdout} = await npsmfa(['diff', healthy, silent])
    const reason = /the user’s account in Active Directory \(directory-user [^)]+\): known → not known/g
    assert.equal(stdout.replace(/\s+/g, ' ').match(reason)?.length, 1, stdout)
    assert.match(stdout, /^ {4}and user\.ad-state: in-order → unknown$/m)
  })

  it('--all lists what changes nothing, each fact once', async () => {
    const [healthy, extra] = [at(`healthy, ${ways[1]![0]}`), at('extra')]
    await npsmfa(['bundle', 'create', extra, '--lab=registry-extras', '--keep', 'all'])
    const {stdout} = await npsmfa(['diff', healthy, extra, '--all'])
    assert.match(stdout, /values\[ExtensionTimeOut\]: nothing → name ExtensionTimeOut, type/)
    const [, others = ''] = stdout.split('Differences that change nothing\n')
    const facts = others.match(/^ {2}\S.+$/gm) ?? []
    assert.ok(facts.length > 5)
    assert.equal(new Set(facts).size, facts.length)
  })
})
