import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {once} from 'node:events'
import {connect} from 'node:net'
import {test} from 'node:test'
import {promisify} from 'node:util'
import {Client, Control, EqualityFilter} from 'ldapts'
import type {Introduction, LabState} from '../../src/lab/index.ts'
import {testWith} from '../tools.ts'
import {inLab} from './help.ts'

const host = 'dc1.ad.contoso.example'
const portOf = ({ports}: Introduction, port: 389 | 636) => ports[`${host}:${port}`]!

function ldaps(introduction: Introduction): Client {
  const tlsOptions = {ca: introduction.ca, servername: host}
  return new Client({url: `ldaps://127.0.0.1:${portOf(introduction, 636)}`, timeout: 3000, tlsOptions})
}
const ldap = (introduction: Introduction) =>
  new Client({url: `ldap://127.0.0.1:${portOf(introduction, 389)}`, timeout: 3000})

const withClient = (
  use: (client: Client, introduction: Introduction) => Promise<void>,
  change = (_: LabState) => {},
) =>
  inLab(change, async ({introduction}) => {
    const client = ldaps(introduction)
    await client.bind(introduction.directory.user, introduction.directory.password)
    await use(client, introduction).finally(() => client.unbind())
  })

const base = 'DC=ad,DC=contoso,DC=example'
const upn = (value: string | Buffer) => new EqualityFilter({attribute: 'userPrincipalName', value})

test('what anybody may read, and what not', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const client = ldap(introduction)
      const {searchEntries} = await client.search('', {
        scope: 'base',
        attributes: ['DNSHOSTNAME', 'defaultNamingContext'],
      })
      assert.deepEqual(searchEntries, [{dn: '', dnsHostName: host, defaultNamingContext: base}])
      await assert.rejects(client.search(base), {code: 1})
      await assert.rejects(client.bind(introduction.directory.user, introduction.directory.password), {
        code: 8,
      })
      await client.bind('', '')
      await assert.rejects(client.search(base), {code: 1})
      await client.unbind()
    },
  )
})

test('binds over LDAPS and over StartTLS; a wrong password is refused in Active Directory’s words', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {user, password} = introduction.directory
      const started = ldap(introduction)
      await started.startTLS({ca: introduction.ca, servername: host})
      for (const client of [started, ldaps(introduction)]) {
        await assert.rejects(client.bind(user, 'wrong'), {
          code: 49,
          message: /80090308: LdapErr: DSID-0C0903D9, comment: AcceptSecurityContext error, data 52e, v4563/,
        })
        await client.bind(user.toUpperCase(), password)
        assert.equal((await client.search(base, {filter: '(mail=alice@*)'})).searchEntries.length, 1)
        await client.unbind()
      }
    },
  )
})

testWith('openssl')('openssl sees a certificate it trusts on both ports', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const {writeFileSync, mkdtempSync} = await import('node:fs')
      const ca = `${mkdtempSync('/tmp/npsmfa-lab-')}/ca.pem`
      writeFileSync(ca, introduction.ca)
      for (const [port, more] of [
        [636, []],
        [389, ['-starttls', 'ldap']],
      ] as const) {
        const target = `127.0.0.1:${portOf(introduction, port)}`
        const args = [
          's_client',
          '-connect',
          target,
          '-CAfile',
          ca,
          '-verify_return_error',
          '-verify_hostname',
          host,
          ...more,
        ]
        const running = promisify(execFile)('openssl', args)
        running.child.stdin?.end()
        assert.match((await running).stdout, /Verify return code: 0 \(ok\)/)
      }
    },
  )
})

test('searches: scopes, filters, names of any spelling', async () => {
  await withClient(async (client) => {
    const dns = async (filter: string, scope: 'base' | 'one' | 'sub' = 'sub', from = base) =>
      (await client.search(from, {filter, scope, attributes: ['1.1']})).searchEntries.map(({dn}) => dn)
    assert.deepEqual(await dns('(objectClass=*)', 'base'), [base])
    assert.deepEqual(
      await dns('(objectClass=*)', 'one'),
      ['OU=Staff', 'OU=Groups', 'CN=Users', 'CN=Computers'].map((container) => `${container},${base}`),
    )
    const vpn = `CN=VPN Users,OU=Groups,${base}`
    assert.equal((await dns(`(&(objectClass=user)(memberOf=${vpn.toLowerCase()}))`)).length, 10)
    const registered = `CN=RAS and IAS Servers,CN=Users,${base}`
    assert.deepEqual(await dns('(&(objectClass=group)(member=*))'), [vpn, registered])
    const inGroup = `(memberOf:1.2.840.113556.1.4.1941:=${registered.toUpperCase()})`
    assert.deepEqual(await dns(inGroup), [`CN=NPS01,CN=Computers,${base}`])
    assert.equal((await dns('(objectClass=user)', 'one', `ou = staff, ${base.toLowerCase()}`)).length, 10)
    assert.equal((await dns('(&(objectCategory=person)(!(mail=a*)))')).length, 9)
    assert.equal((await dns('(|(SAMACCOUNTNAME=ALICE)(samaccountname=zoe))')).length, 2)
    assert.equal((await dns('(userAccountControl:1.2.840.113556.1.4.803:=512)')).length, 10)
    assert.equal((await dns('(userAccountControl:1.2.840.113556.1.4.803:=2)')).length, 0)
    assert.equal((await dns('(&(userAccountControl>=512)(userAccountControl<=0512))')).length, 10)
    assert.equal((await dns('(userPrincipalName=*ird\\28s*e@*)')).length, 1)
    for (const name of ['we*ird(star)\\name', "o'hara", 'zoë.müller', 'ZOË.MÜLLER', 'trail'])
      assert.equal(
        (await client.search(base, {filter: upn(`${name}@contoso.example${name === 'trail' ? '\r' : ''}`)}))
          .searchEntries.length,
        1,
        name,
      )
    assert.deepEqual(await dns('(userPrincipalName=trail@contoso.example)'), [])
    assert.deepEqual(await dns('(cn=*)', 'base', `CN=We*ird (Star) \\5cName,OU=Staff,${base}`), [
      `CN=We*ird (Star) \\\\Name,OU=Staff,${base}`,
    ])
  })
})

test('binary values: raw, under the server’s spelling, compared byte by byte', async () => {
  await withClient(async (client, {server}) => {
    assert.ok(server)
    const {searchEntries} = await client.search(base, {
      filter: upn('kim@contoso.example'),
      attributes: ['objectguid', 'MS-DS-ConsistencyGuid'],
      explicitBufferAttributes: ['objectGUID', 'mS-DS-ConsistencyGuid'],
    })
    const [kim] = searchEntries
    assert.equal(String(kim?.['mS-DS-ConsistencyGuid']), 'SixteenAsciiByte')
    const guid = kim?.objectGUID as Buffer
    const found = await client.search(base, {
      filter: new EqualityFilter({attribute: 'objectGUID', value: guid}),
    })
    assert.equal(found.searchEntries[0]?.sAMAccountName, 'kim')
  })
})

test('limits, unknown bases, unknown controls', async () => {
  await withClient(async (client) => {
    const limited = await client.search(base, {filter: '(objectClass=user)', sizeLimit: 3})
    assert.equal(limited.searchEntries.length, 3)
    await assert.rejects(client.search(`OU=None,${base}`), {code: 32})
    await assert.rejects(client.search('DC=other,DC=example'), /10/)
    const unknown = new Control('1.2.3.4', {critical: true})
    await assert.rejects(client.search(base, {}, unknown), {code: 12})
  })
})

test('pages, also when the first one is empty', async () => {
  const pages = async (client: Client) => {
    const sizes: number[] = []
    for await (const {searchEntries} of client.searchPaginated(base, {
      filter: '(objectClass=user)',
      paged: {pageSize: 4},
    }))
      sizes.push(searchEntries.length)
    return sizes
  }
  await withClient(async (client) => assert.deepEqual(await pages(client), [4, 4, 3]))
  const empty = (state: LabState) => {
    state.directory.emptyFirstPage = true
  }
  await withClient(async (client) => assert.equal((await pages(client))[0], 0), empty)
})

test('what is no LDAP gets a notice and is hung up on', async () => {
  await inLab(
    () => {},
    async ({introduction}) => {
      const socket = connect(portOf(introduction, 389), '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\n\r\n')
      let said = ''
      socket.setEncoding('latin1').on('data', (chunk) => {
        said += chunk
      })
      await once(socket, 'close')
      assert.match(said, /1\.3\.6\.1\.4\.1\.1466\.20036/)
    },
  )
})

for (const behaviour of ['silent', 'starttls-silent'] as const)
  test(`${behaviour}: no answer, for as long as one waits`, async () => {
    await inLab(
      (state) => {
        state.directory.behaviour = behaviour
      },
      async ({introduction}) => {
        const client = ldap(introduction)
        const outcome = client.startTLS({ca: introduction.ca, servername: host}).then(
          () => 'secure',
          () => 'failed',
        )
        assert.equal(
          await Promise.race([outcome, new Promise((done) => setTimeout(done, 300, 'waiting'))]),
          'waiting',
        )
      },
    )
  })

test('garbage, and a message that never ends', async () => {
  for (const behaviour of ['garbage', 'huge-message'] as const)
    await inLab(
      (state) => {
        state.directory.behaviour = behaviour
      },
      async ({introduction}) => {
        const socket = connect(portOf(introduction, 389), '127.0.0.1')
        socket.write('0')
        let size = 0
        socket.on('data', (chunk) => {
          size += chunk.length
          if (size > 10_000_000) socket.destroy()
        })
        await once(socket, 'close')
        assert.equal(size > 10_000_000, behaviour === 'huge-message')
      },
    )
})
