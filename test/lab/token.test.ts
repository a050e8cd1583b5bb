import assert from 'node:assert/strict'
import {test} from 'node:test'
import {connectorAppId} from '../../src/catalogue/apps.ts'
import type {Cloud} from '../../src/catalogue/clouds.ts'
import {readerApp} from '../../src/lab/healthy/tenant.ts'
import type {LabState} from '../../src/lab/index.ts'
import {type Answer, askToken, assertion, graph, inLab, request, resource} from './help.ts'

const as = (state: LabState, index: number) => state.tenant.principals[index]!
const code = ({json}: Answer): number | undefined => json.error_codes?.[0]

test('the extension gets a token: v2 and v1, RS256 and PS256, at any name of the login service', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {tenantId} = introduction
      const v2 = await askToken(introduction)
      assert.equal(v2.status, 200)
      assert.deepEqual(
        {...v2.json, access_token: ''},
        {token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: ''},
      )
      const pss = await askToken(introduction, {
        body: {client_assertion: assertion(introduction, {alg: 'PS256'})},
      })
      assert.equal(pss.status, 200)
      const v1 = await askToken(introduction, {
        host: 'login.windows.net',
        path: `/${tenantId}/oauth2/token`,
        body: {scope: null, resource},
      })
      assert.deepEqual([v1.status, v1.json.resource, v1.json.expires_in], [200, resource, '3599'])
      for (const aud of [
        `https://login.windows.net/contoso.example/oauth2/token`,
        `https://sts.windows.net/${tenantId}/`,
        `https://login.microsoftonline.com/${tenantId}/v2.0`,
      ]) {
        const answer = await askToken(introduction, {
          path: '/contoso.example/oauth2/v2.0/token',
          body: {client_assertion: assertion(introduction, {claims: {aud}})},
        })
        assert.equal(answer.status, 200, aud)
      }
    },
  )
})

test('a fault in the request has its own code, in Entra’s shape', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const now = Math.floor(Date.now() / 1000)
      const made = (what: Parameters<typeof assertion>[1]) => ({
        client_assertion: assertion(introduction, what),
      })
      const broken = assertion(introduction).replace(/.{8}$/, 'AAAAAAAA')
      const cases: [number, string, Record<string, string | null>][] = [
        [50027, 'invalid_request', {client_assertion: 'no.jwt.at-all'}],
        [50027, 'invalid_request', made({header: {x5t: undefined}})],
        [50027, 'invalid_request', made({claims: {exp: 'soon'}})],
        [700016, 'unauthorized_client', {client_id: '00000000-1111-2222-3333-444444444444'}],
        [700027, 'invalid_client', made({header: {x5t: 'AAAA'}})],
        [700027, 'invalid_client', {client_assertion: broken}],
        [50048, 'invalid_client', made({claims: {sub: connectorAppId}})],
        [700021, 'invalid_client', made({claims: {sub: connectorAppId, iss: connectorAppId}})],
        [
          700023,
          'invalid_client',
          made({claims: {aud: `https://login.example/${introduction.tenantId}/v2.0`}}),
        ],
        [700024, 'invalid_client', made({claims: {nbf: now - 1200, exp: now - 600}})],
        [700024, 'invalid_client', made({claims: {nbf: now + 600, exp: now + 1200}})],
        [500011, 'invalid_resource', {scope: 'https://adnotifications.windowsazure.us/x/.default'}],
        [70011, 'invalid_scope', {scope: resource}],
        [900144, 'invalid_request', {scope: null}],
        [900144, 'invalid_request', {client_id: null}],
        [7000218, 'invalid_client', {client_assertion: null}],
        [70003, 'unsupported_grant_type', {grant_type: 'password'}],
      ]
      for (const [number, error, body] of cases) {
        const {json, status} = await askToken(introduction, {body})
        assert.deepEqual(
          [json.error_codes, json.error, status >= 400],
          [[number], error, true],
          json.error_description,
        )
        const shape = new RegExp(
          `^AADSTS${number}: .+ Trace ID: ${json.trace_id} Correlation ID: ${json.correlation_id} Timestamp: ${json.timestamp}$`,
          's',
        )
        assert.match(json.error_description, shape)
      }
      const lost = await askToken(introduction, {path: '/nobody.example/oauth2/v2.0/token'})
      assert.deepEqual([lost.status, code(lost), lost.json.error], [400, 90002, 'invalid_request'])
    },
  )
})

const faults: [string, number, string, RegExp, (state: LabState) => void][] = [
  [
    'client disabled',
    7000112,
    'unauthorized_client',
    /Azure Multi-Factor Auth Client\) is disabled/,
    (s) => {
      as(s, 0).accountEnabled = false
    },
  ],
  [
    'client missing',
    700016,
    'unauthorized_client',
    /was not found in the directory/,
    (s) => {
      s.tenant.principals.shift()
    },
  ],
  [
    'connector disabled',
    500014,
    'invalid_resource',
    /is disabled/,
    (s) => {
      as(s, 1).accountEnabled = false
    },
  ],
  [
    'connector missing',
    500011,
    'invalid_resource',
    /was not found in the tenant/,
    (s) => {
      s.tenant.principals.splice(1, 1)
    },
  ],
  [
    'key missing',
    700027,
    'invalid_client',
    /The key was not found\., Thumbprint of key used by client: '[0-9A-F]{40}'/,
    (s) => {
      as(s, 0).keys = []
    },
  ],
  [
    'key ended',
    700027,
    'invalid_client',
    /The key used is expired\.,.*Found key 'Start=.+, End=11\/01\/2026 00:00:00'/,
    (s) => {
      as(s, 0).keys[0]!.endDateTime = '2026-11-01T00:00:00Z'
    },
  ],
  [
    'clock ahead',
    700024,
    'invalid_client',
    /Current time: .+, assertion valid from .+, expiry time of assertion/,
    (s) => {
      s.clockOffsetMs = -1_200_000
    },
  ],
  [
    'another cloud',
    90038,
    'invalid_request',
    /belongs to the National Cloud 'microsoftonline\.us'/,
    (s) => {
      s.tenant.cloud = 'usgov'
    },
  ],
]
for (const [name, number, error, text, change] of faults)
  test(`a fault of the tenant has its own code: ${name}`, async () => {
    await inLab(change, async ({introduction}) => {
      const {json} = await askToken(introduction)
      assert.deepEqual([json.error_codes, json.error], [[number], error])
      assert.match(json.error_description, text)
    })
  })

test('the key is judged by the lab’s clock', async () => {
  const change = (state: LabState) => {
    state.clockOffsetMs = 120_000
    as(state, 0).keys[0]!.endDateTime = new Date(Date.now() + 60_000).toISOString()
  }
  await inLab(change, async ({introduction}) => assert.equal(code(await askToken(introduction)), 700027))
})

test('metadata and instance discovery', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const path = (tenant: string) => `/${tenant}/v2.0/.well-known/openid-configuration`
      const known = await request(introduction, 'login.microsoftonline.com', path(introduction.tenantId))
      assert.equal(
        known.json.token_endpoint,
        `https://login.microsoftonline.com/${introduction.tenantId}/oauth2/v2.0/token`,
      )
      assert.equal(known.json.msgraph_host, 'graph.microsoft.com')
      const unknown = await request(introduction, 'login.microsoftonline.com', path('nobody.example'))
      assert.deepEqual([unknown.status, code(unknown)], [400, 90002])
      const ask = (endpoint: string) =>
        request(
          introduction,
          'login.windows.net',
          `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
        )
      assert.ok(
        (await ask('https://login.windows.net/x/oauth2/authorize')).json.metadata[0].aliases.length > 2,
      )
      assert.equal(code(await ask('https://login.example/x/oauth2/authorize')), 50049)
    },
  )
})

test('metadata tells in which cloud a tenant really lives', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const path = `/${introduction.tenantId}/v2.0/.well-known/openid-configuration`
      for (const host of ['login.microsoftonline.com', 'login.microsoftonline.us']) {
        const {json} = await request(introduction, host, path)
        assert.ok(json.token_endpoint.startsWith('https://login.microsoftonline.us/'), host)
        assert.deepEqual([json.tenant_region_sub_scope, json.msgraph_host], ['DODCON', 'graph.microsoft.us'])
      }
      const aud = `https://login.microsoftonline.us/${introduction.tenantId}/v2.0`
      const there = await askToken(introduction, {
        host: 'login.microsoftonline.us',
        body: {
          client_assertion: assertion(introduction, {claims: {aud}}),
          scope: `${resource.replace('.com', '.us')}/.default`,
        },
      })
      assert.equal(there.status, 200)
      assert.equal((await graph(introduction, 'users')).status, 401)
    },
    'wrong-cloud',
  )
})

const residences: [Cloud, string, string | null, string, string][] = [
  ['public', 'EU', null, 'microsoftonline.com', 'login.microsoftonline.com'],
  ['public', 'NA', 'GCC', 'microsoftonline.com', 'login.microsoftonline.com'],
  ['usgov', 'USGov', 'DODCON', 'microsoftonline.us', 'login.microsoftonline.us'],
  ['dod', 'USGov', 'DOD', 'microsoftonline.us', 'login.microsoftonline.us'],
  ['china', 'AS', null, 'partner.microsoftonline.cn', 'login.partner.microsoftonline.cn'],
]
for (const [cloud, scope, subScope, instance, login] of residences)
  test(`metadata of a tenant in ${cloud}: ${scope} ${subScope ?? ''}`, async () => {
    await inLab(
      ({tenant}) => {
        Object.assign(tenant, {cloud, region: {scope, subScope}})
      },
      async ({introduction}) => {
        const path = `/${introduction.tenantId}/v2.0/.well-known/openid-configuration`
        const {json} = await request(introduction, 'login.microsoftonline.com', path)
        assert.deepEqual([json.tenant_region_scope, json.tenant_region_sub_scope ?? null], [scope, subScope])
        assert.equal('tenant_region_sub_scope' in json, subScope !== null)
        assert.equal(json.cloud_instance_name, instance)
        for (const endpoint of [json.issuer, json.token_endpoint, json.jwks_uri])
          assert.equal(new URL(endpoint).hostname, login)
      },
    )
  })

test('only a verified domain names the tenant', async () => {
  await inLab(
    ({tenant}) => {
      tenant.domains[0]!.isVerified = false
    },
    async ({introduction}) => {
      const ask = (name: string) =>
        request(introduction, 'login.microsoftonline.com', `/${name}/v2.0/.well-known/openid-configuration`)
      assert.equal(code(await ask('contoso.example')), 90002)
      assert.equal((await ask('fabrikam.example')).status, 200)
    },
  )
})

test('an administrator’s application reads Graph, by secret and by device code', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {appId, secret} = readerApp
      const app = {client_id: appId, client_assertion: null, scope: 'https://graph.microsoft.com/.default'}
      const bySecret = await askToken(introduction, {body: {...app, client_secret: secret}})
      assert.equal((await graph(introduction, 'users', bySecret.json.access_token)).status, 200)
      assert.equal(code(await askToken(introduction, {body: {...app, client_secret: 'wrong'}})), 7000215)
      const start = await askToken(introduction, {path: '/organizations/oauth2/v2.0/devicecode', body: app})
      const poll = {
        client_id: appId,
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: start.json.device_code,
      }
      assert.equal((await askToken(introduction, {body: poll})).json.error, 'authorization_pending')
      const signedIn = await askToken(introduction, {body: poll})
      assert.equal((await graph(introduction, 'users', signedIn.json.access_token)).status, 200)
      assert.equal(code(await askToken(introduction, {body: poll})), 70020)
    },
  )
})

test('a token for the MFA service opens no door of Graph', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {json} = await askToken(introduction)
      assert.equal((await graph(introduction, 'users', json.access_token)).status, 401)
    },
  )
})
