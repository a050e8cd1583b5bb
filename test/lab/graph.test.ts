import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {test} from 'node:test'
import {clientAppId, connectorAppId} from '../../src/catalogue/apps.ts'
import {graph, inLab, request} from './help.ts'

test('principals: by application, selected, with the key only in a single object', async () => {
  await inLab(
    () => {},
    async ({introduction, state}) => {
      const single = `servicePrincipals(appId='${clientAppId}')`
      const {json} = await graph(introduction, `${single}?$select=id,appId,keyCredentials`)
      assert.deepEqual(Object.keys(json), ['@odata.context', 'id', 'appId', 'keyCredentials'])
      const {raw} = new X509Certificate(state.server.certificates[0]!.certificate)
      assert.equal(json.keyCredentials[0].key, raw.toString('base64'))
      const listed = await graph(
        introduction,
        `servicePrincipals?$filter=appId eq '${clientAppId}'&$select=appId,keyCredentials`.replaceAll(
          ' ',
          '%20',
        ),
      )
      assert.deepEqual([listed.json.value.length, listed.json.value[0].keyCredentials[0].key], [1, null])
      const unselected = await graph(introduction, single)
      assert.equal(unselected.json.keyCredentials[0].key, null)
      assert.equal(
        (await graph(introduction, `servicePrincipals/${json.id}?$select=appId`)).json.appId,
        clientAppId,
      )
      const connector = await graph(
        introduction,
        `servicePrincipals(appId='${connectorAppId}')?$select=accountEnabled`,
      )
      assert.equal(connector.json.accountEnabled, true)
    },
  )
})

test('users: by id, by name of any spelling, by filter', async () => {
  await inLab(
    () => {},
    async ({introduction, state}) => {
      for (const {id, userPrincipalName} of state.tenant.users) {
        for (const path of [
          `users/${encodeURIComponent(userPrincipalName)}`,
          `users('${encodeURIComponent(userPrincipalName.replaceAll("'", "''"))}')`,
          `users/${id}`,
        ])
          assert.equal((await graph(introduction, `${path}?$select=id`)).json.id, id, path)
      }
      const find = async (filter: string) =>
        (await graph(introduction, `users?$select=userPrincipalName&$filter=${encodeURIComponent(filter)}`))
          .json.value
      assert.deepEqual(await find("userPrincipalName eq 'O''HARA@contoso.example'"), [
        {userPrincipalName: "o'hara@contoso.example"},
      ])
      assert.deepEqual(await find("onPremisesImmutableId eq 'bEKh8JvoTU+KfAAAAAAKEQ=='"), [
        {userPrincipalName: 'alice@contoso.example'},
      ])
      assert.deepEqual(await find("onPremisesImmutableId eq 'BEKh8JvoTU+KfAAAAAAKEQ=='"), [])
      assert.deepEqual(await find("mail eq 'lee@contoso.example'"), [
        {userPrincipalName: 'lee@contoso.example'},
      ])
      const unselected = await graph(introduction, 'users/alice@contoso.example')
      assert.ok('displayName' in unselected.json && !('accountEnabled' in unselected.json))
    },
  )
})

test('pages follow their link to the end', async () => {
  await inLab(
    () => {},
    async ({introduction, state}) => {
      const names: string[] = []
      let path = '/v1.0/users?$top=4&$select=userPrincipalName'
      const headers = {Authorization: `Bearer ${introduction.graphToken}`}
      for (let pages = 1; path; pages++) {
        const {json} = await request(introduction, 'graph.microsoft.com', path, {headers})
        names.push(...json.value.map((user: {userPrincipalName: string}) => user.userPrincipalName))
        const next = json['@odata.nextLink']
        path = next ? next.replace('https://graph.microsoft.com', '') : ''
        assert.equal(path === '', pages === 3)
      }
      assert.deepEqual(
        names,
        state.tenant.users.map((user) => user.userPrincipalName),
      )
    },
  )
})

test('refusals come in Graph’s shape', async () => {
  await inLab(
    (state) => {
      state.tenant.graphPermissions = ['User.Read.All']
    },
    async ({introduction}) => {
      const cases: [number, string, string, string?][] = [
        [401, 'InvalidAuthenticationToken', 'users', 'wrong'],
        [403, 'Authorization_RequestDenied', `servicePrincipals(appId='${clientAppId}')`],
        [404, 'Request_ResourceNotFound', 'users/nobody@contoso.example'],
        [400, 'BadRequest', 'nothing'],
        [400, 'BadRequest', 'users/x/y'],
        [400, 'BadRequest', 'users/%ff'],
        [400, 'BadRequest', 'users/alice@contoso.example?$select=upn'],
        [400, 'Request_UnsupportedQuery', 'users?$filter=x'],
        [400, 'Request_BadRequest', 'users?$top=1000'],
      ]
      for (const [status, code, path, token] of cases) {
        const answer = await graph(introduction, path, token)
        assert.deepEqual([answer.status, answer.json.error.code], [status, code], path)
        assert.equal(answer.json.error.innerError['request-id'], answer.headers['request-id'])
        assert.ok(answer.json.error.message)
      }
    },
  )
})

test('throttles as often as it should, then serves', async () => {
  const throttle = {times: 2, retryAfterSeconds: 7}
  await inLab(
    (state) => {
      state.tenant.throttle = throttle
    },
    async ({introduction}) => {
      const statuses: number[] = []
      for (let turn = 0; turn < 3; turn++) {
        const {status, headers} = await graph(introduction, 'users')
        statuses.push(status)
        if (status === 429) assert.equal(headers['retry-after'], '7')
      }
      assert.deepEqual(statuses, [429, 429, 200])
    },
  )
})

test('organization and domains', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {json} = await graph(introduction, 'organization')
      assert.deepEqual([json.value[0].id, json.value[0].onPremisesSyncEnabled], [introduction.tenantId, true])
      assert.equal((await graph(introduction, 'domains')).json.value[0].id, 'contoso.example')
    },
  )
})
