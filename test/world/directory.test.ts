import assert from 'node:assert/strict'
import {connect} from 'node:net'
import {after, before, test} from 'node:test'
import type {Condition} from '../../src/world/directory/directory.ts'
import {directoryAt} from '../../src/world/directory/directory.ts'
import {doctor} from '../support/doctor.ts'
import {besideLab, type LabProcess, labProcess} from '../support/lab-process.ts'
import {tcpServer} from '../support/raw-server.ts'
import {routeTo} from '../support/route.ts'

const base = 'DC=ad,DC=contoso,DC=example'
let lab: LabProcess

before(async () => {
  lab = await labProcess('healthy', (state) => {
    state.directory.emptyFirstPage = true
  })
})
after(() => lab?.stop())

/** What the lab's directory gives for a condition. */
async function found(where: Condition, binary: string[] = []) {
  const {ca, ports, directory: access} = await lab.introduction()
  const portOf = (host: string, port: number) => ports[`${host}:${port}`] ?? port
  const directory = directoryAt(routeTo(0, ca, {portOf}), {
    ...access,
    url: new URL('ldaps://dc1.ad.contoso.example'),
    base,
  })
  try {
    const asked = {where, attributes: ['userPrincipalName', ...binary], binary, limit: 20}
    return (await directory.search(asked, AbortSignal.timeout(5000))).entries
  } finally {
    directory.close()
  }
}
const upns = async (where: Condition) => (await found(where)).map(({values}) => values.userPrincipalName?.[0])
const by = (equals: string): Condition => ({attribute: 'userPrincipalName', equals})

test('names with the characters of a filter are found as they are', async () => {
  for (const upn of [
    'we*ird(star)\\name@contoso.example',
    "o'hara@contoso.example",
    'zoë.müller@contoso.example',
    'trail@contoso.example\r',
  ])
    assert.deepEqual(await upns(by(upn)), [upn])
})

test('a name is never a filter', async () => {
  for (const upn of [
    '*',
    'a*',
    '*@contoso.example',
    '*)(objectClass=*',
    'alice@contoso.example)(|(objectClass=*)',
    '\\2a',
    '\0',
    'alice@contoso.example\0',
  ])
    assert.deepEqual(await upns(by(upn)), [], JSON.stringify(upn))
  assert.deepEqual(await upns({attribute: 'userPrincipalName', startsWith: '*'}), [])
  assert.deepEqual(
    await upns({all: [by('alice@contoso.example'), {any: [by('*'), by('alice@contoso.example')]}]}),
    ['alice@contoso.example'],
  )
})

test('a GUID whose bytes are letters comes as the bytes they are', async () => {
  const [kim] = await found(by('kim@contoso.example'), ['mS-DS-ConsistencyGuid', 'objectGUID'])
  assert.deepEqual(kim?.values['mS-DS-ConsistencyGuid'], [Buffer.from('SixteenAsciiByte')])
  const [guid] = kim?.values.objectGUID ?? []
  assert.ok(Buffer.isBuffer(guid) && guid.length === 16)
})

test('a value that looks like a GUID is compared as the text it is', async () => {
  assert.deepEqual(await upns(by('6c42a1f0-9be8-4d4f-8a7c-000000000a11')), [])
})

const names: [user: string, code: string][] = [
  ['we*ird(star)\\name@contoso.example', 'user.same-person/same'],
  ["o'hara@contoso.example", 'user.same-person/same'],
  ['zoë.müller@contoso.example', 'user.same-person/same'],
  ['ZOË.MÜLLER@CONTOSO.EXAMPLE', 'user.same-person/same'],
  ['kim@contoso.example', 'user.same-person/same'],
  ['alice@contoso.example\r\n', 'user.same-person/same'],
]
for (const [user, code] of names)
  test(`the doctor finds ${JSON.stringify(user)} in both directories, although the first page is empty`, async () => {
    const {finding} = await doctor([`--lab=${lab.address}`, '--user', user, '--only', 'user'])
    assert.equal(finding('user.in-ad').code, 'user.in-ad/found')
    assert.equal(finding('user.in-entra').code, 'user.in-entra/found')
    assert.equal(finding('user.same-person').code, code)
  })

const injections = [
  '*@contoso.example',
  'alice@contoso.example)(objectClass=*',
  'a*@contoso.example',
  "x'or'1'eq'1@contoso.example",
  'x/../alice@contoso.example',
  'alice@contoso.example?$select=id',
  'alice%40contoso.example@contoso.example',
  'x/../../users/alice@contoso.example',
  '#alice@contoso.example',
  '..%2falice@contoso.example',
]
test('no name selects somebody else, neither by LDAP nor by URL', async () => {
  const {report} = await doctor([
    `--lab=${lab.address}`,
    '--only',
    'user.in-ad',
    '--only',
    'user.in-entra',
    ...injections.flatMap((name) => ['--user', name]),
  ])
  assert.deepEqual([...new Set(report.findings.map(({code}) => code))].toSorted(), [
    'user.in-ad/absent',
    'user.in-entra/absent',
  ])
  assert.equal(report.findings.length, 2 * injections.length)
})

test('every user of many is looked up, over one session', async () => {
  const known = ['alice', 'kim', "o'hara", 'zoë.müller'].map((name) => `${name}@contoso.example`)
  const users = [...known, ...Array.from({length: 36}, (_, i) => `nobody${i}@contoso.example`)]
  const {report} = await doctor([
    `--lab=${lab.address}`,
    '--only',
    'user.in-ad',
    ...users.flatMap((user) => ['--user', user]),
  ])
  const told = Object.fromEntries(report.findings.map(({user, code}) => [user, code]))
  for (const user of users)
    assert.equal(told[user], known.includes(user) ? 'user.in-ad/found' : 'user.in-ad/absent', user)
})

test('the same user named twice is one user', async () => {
  const {report} = await doctor([
    `--lab=${lab.address}`,
    '--only',
    'user.in-ad',
    '--user',
    'alice@contoso.example',
    '--user',
    ' Alice@contoso.example',
  ])
  assert.equal(report.findings.length, 1)
})

test('over StartTLS as over LDAPS', async () => {
  await besideLab(
    async ({address}) => {
      const {finding} = await doctor([`--lab=${address}`, '--only', 'user.in-ad'])
      assert.equal(finding('user.in-ad').code, 'user.in-ad/found')
    },
    (state) => {
      state.directory.transport = 'starttls'
    },
  )
})

test('a wrong password is tried once, however many users there are: it must not lock the account', async () => {
  const {net, attempts} = await countingBinds()
  const {ca} = await lab.introduction()
  const directory = directoryAt(routeTo(net, ca), {
    url: new URL('ldaps://dc1.ad.contoso.example'),
    user: 'reader',
    password: 'wrong',
    base,
  })
  const asked = {where: by('a@b.example'), attributes: [], binary: [], limit: 1}
  for (let i = 0; i < 5; i++)
    await assert.rejects(directory.search(asked, AbortSignal.timeout(5000)), {why: 'denied'})
  await assert.rejects(Promise.all([1, 2, 3].map(() => directory.search(asked, AbortSignal.timeout(5000)))))
  directory.close()
  assert.equal(attempts(), 1)
})

/** In front of the lab's directory: counts the connections, each of which is one bind. */
async function countingBinds() {
  const {ports} = await lab.introduction()
  let count = 0
  const net = await tcpServer((socket) => {
    count++
    const onward = connect(ports['dc1.ad.contoso.example:636']!, '127.0.0.1')
    onward.on('error', () => {})
    socket.pipe(onward).pipe(socket)
  })
  return {net, attempts: () => count}
}
