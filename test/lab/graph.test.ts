import assert from 'node:assert/strict'
import {X509Certificate} from 'node:crypto'
import {test} from 'node:test'
import {clientAppId, connectorAppId} from '../../src/catalogue/apps.ts'
import type {Introduction, LabState} from '../../src/lab/index.ts'
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
        [400, 'Request_UnsupportedQuery', "users?$filter=mail%20eq%20'x'%20and%20"],
        [400, 'Request_UnsupportedQuery', "users?$filter=mail%20eq%20'x'%20or%20mail%20eq%20'y'"],
        [400, 'BadRequest', 'auditLogs'],
        [400, 'BadRequest', 'auditLogs/signIns'],
        [403, 'Authorization_RequestDenied', 'auditLogs/directoryAudits'],
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

test('the audit log: what befell one principal, since when, the newest first', async () => {
  await inLab(
    ({tenant}) => {
      const [client, connector] = tenant.principals
      const entry = {...tenant.audits[0]!, target: client!.objectId}
      tenant.audits = [
        {...entry, minutesAgo: 600},
        {...entry, minutesAgo: 60, activity: 'Update service principal', by: {app: 'Portal'}},
        {...entry, minutesAgo: 30, target: connector!.objectId},
        {...entry, minutesAgo: 50_000},
      ]
    },
    async ({introduction, state}) => {
      const {objectId} = state.tenant.principals[0]!
      const find = async (filter: string) =>
        (await graph(introduction, `auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`)).json
      const ours = `targetResources/any(t:t/id eq '${objectId}')`
      const {value, ...context} = await find(ours)
      assert.match(context['@odata.context'], /v1\.0\/\$metadata#auditLogs\/directoryAudits$/)
      assert.deepEqual(
        value.map(({activityDisplayName}: {activityDisplayName: string}) => activityDisplayName),
        ['Update service principal', 'Add service principal credentials'],
      )
      assert.deepEqual(
        [value[0].initiatedBy.app.displayName, value[1].initiatedBy.user.userPrincipalName],
        ['Portal', 'ops@contoso.example'],
      )
      assert.equal(value[0].targetResources[0].displayName, 'Azure Multi-Factor Auth Client')
      const since = new Date(Date.now() - 120 * 60_000).toISOString()
      assert.equal((await find(`${ours} and activityDateTime ge ${since}`)).value.length, 1)
      assert.equal((await find(`activityDateTime le ${since} and ${ours}`)).value.length, 1)
      assert.equal(
        (await find(`${ours} and activityDisplayName eq 'Add service principal credentials'`)).value.length,
        1,
      )
      assert.equal((await find("targetResources/any(t:t/id eq 'x')")).value.length, 0)
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
    ({tenant}) => {
      tenant.domains[1]!.isVerified = false
    },
    async ({introduction}) => {
      const {json} = await graph(
        introduction,
        'organization?$select=id,displayName,verifiedDomains,onPremisesSyncEnabled,onPremisesLastSyncDateTime',
      )
      const [found] = json.value
      assert.deepEqual([found.id, found.displayName], [introduction.tenantId, 'Contoso'])
      const capabilities = 'Email, OfficeCommunicationsOnline'
      assert.deepEqual(found.verifiedDomains, [
        {capabilities, isDefault: true, isInitial: false, name: 'contoso.example', type: 'Managed'},
        {
          capabilities,
          isDefault: false,
          isInitial: true,
          name: 'contoso.onmicrosoft.example',
          type: 'Managed',
        },
      ])
      const domains = (await graph(introduction, 'domains?$select=id,isVerified')).json.value
      assert.deepEqual(domains, [
        {id: 'contoso.example', isVerified: true},
        {id: 'fabrikam.example', isVerified: false},
        {id: 'contoso.onmicrosoft.example', isVerified: true},
      ])
    },
  )
})

test('synchronisation is as old by the lab’s clock as the state says', async () => {
  const syncOf = async (change: (state: LabState) => void) => {
    let answer: Record<string, unknown> = {}
    await inLab(change, async ({introduction}) => {
      answer = (await graph(introduction, 'organization')).json.value[0]
    })
    return [answer.onPremisesSyncEnabled, answer.onPremisesLastSyncDateTime] as const
  }
  const minutesSince = (time: unknown, aheadMs = 0) =>
    (Date.now() + aheadMs - Date.parse(String(time))) / 60_000
  const [enabled, last] = await syncOf(() => {})
  assert.ok(enabled === true && Math.abs(minutesSince(last) - 12) < 0.2)
  const ahead = 7_200_000
  const [, later] = await syncOf((state) => {
    state.clockOffsetMs = ahead
    state.tenant.sync.lastMinutesAgo = 300
  })
  assert.ok(Math.abs(minutesSince(later, ahead) - 300) < 0.2)
  const never = await syncOf((state) => {
    state.tenant.sync = {enabled: null, lastMinutesAgo: null}
  })
  assert.deepEqual(never, [null, null])
})

const premium = '41781fb2-bc02-4b7c-bd55-b576c07bb09d'
const multiFactor = '8a256a2b-b617-496d-b51b-e76466e88db0'

test('subscriptions, and what a user has of them', async () => {
  await inLab(
    ({tenant}) => {
      tenant.skus[0]!.capabilityStatus = 'Warning'
      tenant.users[1]!.skuIds = []
    },
    async ({introduction, state}) => {
      const select = '$select=skuId,skuPartNumber,capabilityStatus,servicePlans'
      const [sku] = (await graph(introduction, `subscribedSkus?${select}`)).json.value
      assert.deepEqual([sku.skuPartNumber, sku.capabilityStatus], ['SPE_E3', 'Warning'])
      assert.deepEqual(sku.servicePlans[0], {
        appliesTo: 'User',
        provisioningStatus: 'Success',
        servicePlanId: premium,
        servicePlanName: 'AAD_PREMIUM',
      })
      const [licensed, other] = state.tenant.users
      for (const name of [licensed!.id, 'ALICE@contoso.example']) {
        const [details] = (await graph(introduction, `users/${name}/licenseDetails`)).json.value
        assert.deepEqual([details.skuId, details.servicePlans], [sku.skuId, sku.servicePlans])
        assert.ok(
          details.servicePlans.some((plan: {servicePlanId: string}) => plan.servicePlanId === multiFactor),
        )
      }
      assert.deepEqual((await graph(introduction, `users/${other!.id}/licenseDetails`)).json.value, [])
      const assigned = await graph(
        introduction,
        `users/${licensed!.id}?$select=assignedPlans,assignedLicenses`,
      )
      assert.deepEqual(
        assigned.json.assignedPlans.map(({service, capabilityStatus}: Record<string, string>) => [
          service,
          capabilityStatus,
        ]),
        [
          ['AADPremiumService', 'Warning'],
          ['MultiFactorService', 'Warning'],
          ['exchange', 'Warning'],
        ],
      )
      const whole = await graph(introduction, 'subscribedSkus')
      assert.equal(whole.json.value[0].consumedUnits, state.tenant.users.length - 1)
    },
  )
})

const beta = (introduction: Introduction, path: string) =>
  request(introduction, 'graph.microsoft.com', `/beta/${path}`, {
    headers: {Authorization: `Bearer ${introduction.graphToken}`},
  })
const kinds = (value: {'@odata.type': string}[]) =>
  value.map((method) => method['@odata.type'].replace(/^#microsoft\.graph\.(\w+)AuthenticationMethod$/, '$1'))

test('methods, and the one that a user is asked for', async () => {
  await inLab(
    (state) => {
      state.tenant.users[1]!.preferences = {preferred: 'sms', systemPreferred: null}
    },
    async ({introduction, state}) => {
      const [alice, second] = state.tenant.users
      const {json} = await graph(introduction, `users/${alice!.userPrincipalName}/authentication/methods`)
      assert.deepEqual(kinds(json.value), ['password', 'microsoftAuthenticator', 'phone'])
      assert.deepEqual([json.value[0].password, json.value[2].phoneType], [null, 'mobile'])
      const kim = await graph(introduction, `users('kim@contoso.example')/authentication/methods`)
      assert.equal(new Set(kinds(kim.json.value)).size, 9)
      const preferences = async (id: string) => {
        const {'@odata.context': _, ...rest} = (
          await beta(introduction, `users/${id}/authentication/signInPreferences`)
        ).json
        return rest
      }
      assert.deepEqual(await preferences(alice!.userPrincipalName), {
        isSystemPreferredAuthenticationMethodEnabled: true,
        systemPreferredAuthenticationMethod: 'PhoneAppNotification',
        userPreferredMethodForSecondaryAuthentication: 'push',
      })
      assert.deepEqual(await preferences(second!.id), {
        isSystemPreferredAuthenticationMethodEnabled: false,
        systemPreferredAuthenticationMethod: null,
        userPreferredMethodForSecondaryAuthentication: 'sms',
      })
      const released = await graph(introduction, `users/${alice!.id}/authentication/signInPreferences`)
      assert.deepEqual([released.status, released.json.error.code], [400, 'BadRequest'])
      const nobody = await graph(introduction, 'users/nobody@contoso.example/authentication/methods')
      assert.deepEqual([nobody.status, nobody.json.error.code], [404, 'Request_ResourceNotFound'])
    },
  )
})

test('what a user was synchronised from, and the errors of it', async () => {
  await inLab(
    ({tenant}) => {
      const [alice] = tenant.users
      Object.assign(alice!, {
        accountEnabled: false,
        lastSyncMinutesAgo: 90,
        provisioningErrors: [
          {
            category: 'PropertyConflict',
            propertyCausingError: 'ProxyAddresses',
            value: 'x@y',
            minutesAgo: 60,
          },
        ],
      })
    },
    async ({introduction}) => {
      const {json} = await graph(
        introduction,
        'users/alice@contoso.example?$select=accountEnabled,onPremisesUserPrincipalName,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,onPremisesSecurityIdentifier',
      )
      assert.deepEqual(
        [json.accountEnabled, json.onPremisesUserPrincipalName],
        [false, 'alice@contoso.example'],
      )
      assert.match(json.onPremisesSecurityIdentifier, /^S-1-5-21-/)
      const [error] = json.onPremisesProvisioningErrors
      const apart = Date.parse(error.occurredDateTime) - Date.parse(json.onPremisesLastSyncDateTime)
      assert.ok(Math.abs(apart - 1_800_000) <= 1000)
      assert.deepEqual(
        {...error, occurredDateTime: ''},
        {
          category: 'PropertyConflict',
          propertyCausingError: 'ProxyAddresses',
          value: 'x@y',
          occurredDateTime: '',
        },
      )
      const cloud = await graph(introduction, 'users/carl@contoso.example?$select=onPremisesLastSyncDateTime')
      assert.equal(cloud.json.onPremisesLastSyncDateTime, null)
    },
  )
})

const readers: [string, string[]][] = [
  [`servicePrincipals(appId='${clientAppId}')`, ['Application.Read.All']],
  ['users/alice@contoso.example', ['User.Read.All']],
  ['users/alice@contoso.example/licenseDetails', ['User.Read.All', 'LicenseAssignment.Read.All']],
  ['users/alice@contoso.example/authentication/methods', ['UserAuthenticationMethod.Read.All']],
  ['users/alice@contoso.example/authentication/signInPreferences', ['UserAuthenticationMethod.Read.All']],
  ['users/nobody@contoso.example/authentication/methods', ['UserAuthenticationMethod.Read.All']],
  ['organization', ['Organization.Read.All']],
  ['auditLogs/directoryAudits', ['AuditLog.Read.All']],
  ['subscribedSkus', ['Organization.Read.All', 'LicenseAssignment.Read.All']],
  ['domains', ['Domain.Read.All']],
]
const permissions = [...new Set(readers.flatMap(([, needed]) => needed))]
for (const permission of permissions)
  test(`${permission} alone opens its own doors`, async () => {
    await inLab(
      (state) => {
        state.tenant.graphPermissions = [permission]
      },
      async ({introduction}) => {
        for (const [path, accepted] of readers) {
          const {status, json} = await beta(introduction, path)
          if (accepted.includes(permission)) assert.ok(status === 200 || status === 404, path)
          else assert.deepEqual([status, json.error.code], [403, 'Authorization_RequestDenied'], path)
        }
      },
    )
  })

test('the healthy token may read all that a doctor asks for', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      for (const [path] of readers)
        if (!path.includes('nobody')) assert.equal((await beta(introduction, path)).status, 200, path)
    },
  )
})

test('keys: those of other products, and those that have ended, each with its certificate', async () => {
  const single = `servicePrincipals(appId='${clientAppId}')?$select=keyCredentials`
  const keysIn = async (scenario: string) => {
    let found: string[][] = []
    const look = async ({introduction}: {introduction: Introduction}) => {
      const {json} = await graph(introduction, single)
      const ids = json.keyCredentials.map(({keyId}: {keyId: string}) => keyId)
      assert.equal(new Set(ids).size, ids.length)
      found = json.keyCredentials.map(({key, endDateTime}: Record<string, string>) => [
        new X509Certificate(Buffer.from(key!, 'base64')).subject.replace(/\n?CN=.*\n?/, ''),
        Date.parse(endDateTime!) < Date.now() ? 'ended' : 'good',
      ])
    }
    await inLab(() => {}, look, scenario)
    return found
  }
  const own = 'OU=Microsoft NPS Extension'
  assert.deepEqual(await keysIn('foreign-keys'), [
    ['OU=Microsoft AD FS Azure MFA', 'ended'],
    [own, 'good'],
  ])
  assert.deepEqual(await keysIn('stale-keys'), [
    [own, 'ended'],
    [own, 'ended'],
    [own, 'good'],
  ])
})
