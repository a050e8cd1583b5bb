import assert from 'node:assert/strict'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import {realSuite} from './can-start.ts'
import {certificatesIn, daysFromNow, type Issued} from './certificates.ts'
import {Island, type Service} from './island.ts'
import {nginx} from './nginx.ts'
import {npsmfa, type Ran} from './npsmfa.ts'
import {
  alone,
  anchors,
  directoryPeople,
  endings,
  injections,
  readerPassword,
  readers,
  states,
} from './people.ts'
import {controller, type Directory, provision, sambaNeeds} from './samba.ts'

const ways = {LDAPS: `ldaps://${controller.host}`, StartTLS: `ldap://${controller.host}`}
const hosts = {
  [controller.host]: controller.address,
  [controller.otherName]: controller.address,
  'graph.microsoft.com': '127.0.1.1',
}
const fiveSeconds = 5_000

realSuite(
  'a real Active Directory (Samba)',
  [...sambaNeeds, {file: 'nginx', packages: 'nginx-light'}],
  () => {
    let island: Island
    let directory: Directory
    let samba: Service
    const made = {} as Record<'ca' | 'stranger' | 'dc' | 'expired' | 'graph', Issued>

    before(async () => {
      island = await Island.open()
      const make = certificatesIn(join(island.folder, 'tls'))
      const names = [controller.host]
      made.ca = make('ca', {subject: '/O=Contoso/CN=Contoso CA'})
      made.stranger = make('stranger', {subject: '/O=Fabrikam/CN=Fabrikam CA'})
      made.dc = make('dc', {subject: '/CN=dc1', names, by: made.ca})
      made.expired = make('expired', {
        ...{subject: '/CN=dc1', names, by: made.ca},
        ...{from: daysFromNow(-400), to: daysFromNow(-2)},
      })
      made.graph = make('graph', {subject: '/CN=graph', names: ['graph.microsoft.com'], by: made.ca})
      directory = await provision(island, directoryPeople)
      samba = await directory.start(made.dc, made.ca)
    })
    after(() => island?.close())

    /** Asks as the healthy reader unless told otherwise. */
    interface Asking {
      url?: string
      user?: string
      password?: string
      ca?: Issued | null
      more?: readonly string[]
      env?: Readonly<Record<string, string>>
    }
    async function ask(people: readonly string[], asking: Asking = {}): Promise<Ran> {
      const {
        url = ways.LDAPS,
        user = readers.healthy,
        password = readerPassword,
        more = [],
        env = {},
      } = asking
      const ca = asking.ca === undefined ? made.ca : asking.ca
      const args = [
        ...['doctor', '--only', 'user', '--ldap', url, '--ldap-user', user, ...more],
        ...people.flatMap((name) => ['--user', name]),
        ...(ca ? ['--ldap-ca', ca.certificate] : []),
      ]
      const ran = await npsmfa(island, args, {NPSMFA_LDAP_PASSWORD: password, ...env}, {hosts})
      assert.ok(
        !ran.stdout.includes(password) && !ran.stderr.includes(password),
        'the password is not printed',
      )
      return ran
    }
    const inAd = (ran: Ran, name: string) => ran.codes(name).filter((code) => code.startsWith('user.in-ad/'))
    /** Not known, for this reason, and undetermined altogether. */
    function unknown(ran: Ran, reason: RegExp): void {
      assert.match(ran.message('user.in-ad/unknown'), reason)
      assert.equal(ran.report.exit, 3)
      assert.equal(ran.root, null)
    }

    for (const [way, url] of Object.entries(ways)) {
      it(`over ${way} each user ends as they should, all in one run`, async () => {
        const people = Object.keys(endings)
        const ran = await ask(people, {url})
        const found = Object.fromEntries(people.map((name) => [name, inAd(ran, name).join()]))
        assert.deepEqual(
          found,
          Object.fromEntries(Object.entries(endings).map(([name, ending]) => [name, `user.in-ad/${ending}`])),
        )
        assert.equal(ran.report.exit, 1)
      })
    }

    for (const [name, ending] of alone) {
      it(`${name} alone: ${ending}`, async () => {
        const ran = await ask([name])
        assert.deepEqual(inAd(ran, name), [`user.in-ad/${ending}`])
        const red = ending !== 'found'
        assert.equal(ran.root, red ? `user.in-ad/${ending}` : null)
        assert.equal(ran.report.exit, red && ending !== 'no-upn' ? 1 : 0)
      })
    }

    it('says who was found, which character cannot be seen, and how many there are', async () => {
      const ran = await ask(['(we*ird)\\@contoso.test', 'carol@contoso.test', 'shared@contoso.test'])
      assert.match(ran.message('user.in-ad/found'), /^\(we\*ird\)\\@contoso\.test is weird in/)
      assert.match(ran.message('user.in-ad/upn-whitespace'), /carol@contoso\.test\\u000d/)
      assert.match(ran.message('user.in-ad/several'), /^2 accounts .*(dup1, dup2|dup2, dup1)/)
    })

    it('takes a line end that came with the name for what it is', async () => {
      assert.equal(
        (await ask([' bob@contoso.test\r\n'])).message('user.in-ad/found').slice(0, 16),
        'bob@contoso.test',
      )
    })

    it('finds nobody by characters that mean something in a filter', async () => {
      const ran = await ask(injections)
      for (const name of injections) assert.deepEqual(inAd(ran, name), ['user.in-ad/absent'], name)
    })

    it('takes the reader as UPN, as DOMAIN\\name and as DN, and asks the global catalogue as well', async () => {
      const dn = 'CN=reader,CN=Users,DC=ad,DC=contoso,DC=test'
      const askings: Asking[] = [
        ...[readers.healthy, 'CONTOSO\\reader', dn].map((user) => ({user})),
        {url: `${ways.LDAPS}:3269`},
      ]
      for (const ran of await Promise.all(askings.map((asking) => ask(['bob@contoso.test'], asking))))
        assert.deepEqual(inAd(ran, 'bob@contoso.test'), ['user.in-ad/found'])
    })

    it('searches only below --ldap-base', async () => {
      const elsewhere = 'OU=Domain Controllers,DC=ad,DC=contoso,DC=test'
      const ran = await ask(['bob@contoso.test'], {more: ['--ldap-base', elsewhere]})
      assert.match(ran.message('user.in-ad/absent'), /OU=Domain Controllers/)
      unknown(
        await ask(['bob@contoso.test'], {more: ['--ldap-base', 'DC=nowhere,DC=test']}),
        /dc1\.ad\.contoso\.test/,
      )
    })

    it('tells the state of each account', async () => {
      const ran = await ask(Object.keys(states))
      for (const [name, code] of Object.entries(states))
        assert.ok(ran.codes(name).includes(code), `${name}: ${code} in ${ran.codes(name)}`)
    })

    it('compares the real GUIDs with what Entra has', async () => {
      const folder = join(island.folder, 'graph', 'v1.0', 'users')
      mkdirSync(folder, {recursive: true})
      const inEntra = (upn: string, anchor: string | undefined, name = upn) =>
        writeFileSync(
          join(folder, name),
          JSON.stringify({
            ...{id: '5c5a5e0e-0c4b-4b0a-9f57-8a3d1f2b6c11', userPrincipalName: upn, userType: 'Member'},
            ...{accountEnabled: true, onPremisesSyncEnabled: true, onPremisesImmutableId: anchor},
          }),
        )
      const {guids} = directory
      inEntra('alice@contoso.test', anchors.alice.base64)
      inEntra('ann@contoso.test', anchors.ann.base64)
      inEntra('bob@contoso.test', guids.bob)
      inEntra('zoë.müller@contoso.test', guids.zoe)
      inEntra('(we*ird)\\@contoso.test', guids.weird)
      inEntra('dora@contoso.test', guids.bob)
      inEntra('lee@contoso.test', guids.lee)
      const none = `{"error":{"code":"Request_ResourceNotFound","message":"no such user"}}`
      const web = await nginx(island, 'web', [
        {
          ...{address: '127.0.1.1', certificate: made.graph, also: `root ${join(island.folder, 'graph')};`},
          answer: `default_type application/json; error_page 404 @none; } location = /v1.0/users { return 200 '{"value":[]}'; } location @none { return 404 '${none}';`,
        },
      ])
      const expected = {
        'alice@contoso.test': 'user.same-person/same',
        'ann@contoso.test': 'user.same-person/same',
        'bob@contoso.test': 'user.same-person/same',
        'zoë.müller@contoso.test': 'user.same-person/same',
        '(we*ird)\\@contoso.test': 'user.same-person/same',
        'dora@contoso.test': 'user.same-person/anchor-differs',
        'lee@contoso.test': 'user.same-person/upn-differs',
        "o'hara@contoso.test": 'user.in-entra/absent',
      }
      const env = {NPSMFA_GRAPH_TOKEN: 'a-token', NODE_EXTRA_CA_CERTS: made.ca.certificate}
      const ran = await ask(Object.keys(expected), {env})
      await web.stop()
      for (const [name, code] of Object.entries(expected))
        assert.ok(ran.codes(name).includes(code), `${name}: ${code} in ${ran.codes(name)}`)
      assert.ok(!ran.stdout.includes('a-token'))
    })

    it('keeps the password out of every command line', async () => {
      let done = false
      const seen: string[] = []
      const watching = (async () => {
        for (; !done; await pause(5)) seen.push(...island.processes())
      })()
      await ask(['alice@contoso.test']).finally(() => {
        done = true
      })
      await watching
      assert.ok(seen.some((line) => line.includes('--ldap-user')))
      assert.deepEqual(
        seen.filter((line) => line.includes(readerPassword)),
        [],
      )
    })

    it('says why the directory refuses the one who asks', async () => {
      const refused: readonly (readonly [Asking, RegExp])[] = [
        [{password: 'Wr0ng!password'}, /refused reader@contoso\.test: wrong user name or password/],
        [{user: 'nobody@contoso.test'}, /wrong user name or password/],
        [{user: readers.disabled}, /refused reader\.disabled@contoso\.test: the account is disabled/],
        [{user: readers.expired}, /the account has expired/],
        [{user: readers.mustChange}, /the password must be changed first/],
        [{user: readers.locked}, /the account is locked out/],
      ]
      const runs = refused.map(async ([asking, reason]) =>
        unknown(await ask(['bob@contoso.test'], asking), reason),
      )
      await Promise.all(runs)
    })

    for (const [way, url] of Object.entries(ways)) {
      it(`over ${way} trusts no unknown authority and no other name`, async () => {
        const wrongName = url.replace(controller.host, controller.otherName)
        const people = ['bob@contoso.test']
        const [none, stranger, otherName] = await Promise.all([
          ask(people, {url, ca: null}),
          ask(people, {url, ca: made.stranger}),
          ask(people, {url: wrongName}),
        ])
        unknown(none, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/)
        unknown(stranger, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/)
        unknown(otherName, /ERR_TLS_CERT_ALTNAME_INVALID/)
      })
    }

    it('does not send the password to a port that speaks no LDAP over TLS', async () => {
      unknown(
        await ask(['bob@contoso.test'], {url: `ldaps://${controller.host}:389`}),
        /could not be reached/,
      )
      unknown(await ask(['bob@contoso.test'], {url: `ldap://${controller.host}:636`}), /could not be reached/)
    })

    it('names an expired certificate, and one that offers only old TLS', async () => {
      await samba.stop()
      samba = await directory.start(made.expired, made.ca)
      for (const url of Object.values(ways)) unknown(await ask(['bob@contoso.test'], {url}), /expired/i)
      await samba.stop()
      samba = await directory.start(made.dc, made.ca, 'NORMAL:-VERS-ALL:+VERS-TLS1.0:+VERS-TLS1.1')
      for (const url of Object.values(ways))
        unknown(await ask(['bob@contoso.test'], {url}), /PROTOCOL|version/i)
      await samba.stop()
      samba = await directory.start(made.dc, made.ca)
    })

    it('ends in time when the domain controller hangs', async () => {
      await samba.signal('STOP')
      for (const url of Object.values(ways)) {
        const ran = await ask(['bob@contoso.test'], {url, more: ['--deadline', '1s']})
        unknown(ran, /(gave|did) (no|not)/)
        assert.ok(ran.report.tookMs < 1_500, `${ran.report.tookMs} ms`)
        assert.ok(ran.ms < 3_000, `${ran.ms} ms with the start of Node.js`)
      }
      await samba.signal('CONT')
      assert.deepEqual(inAd(await ask(['bob@contoso.test']), 'bob@contoso.test'), ['user.in-ad/found'])
    })

    it('names a refused connection when the domain controller is stopped', async () => {
      await samba.stop()
      for (const url of Object.values(ways)) {
        const ran = await ask(['bob@contoso.test'], {url})
        unknown(ran, /REFUSED|refused/)
        assert.ok(ran.ms < fiveSeconds, `${ran.ms} ms`)
      }
    })

    it('leaves no process behind', () => {
      assert.deepEqual(island.processes(), [])
    })
  },
)
