import assert from 'node:assert/strict'
import {test} from 'node:test'
import {Client, EqualityFilter} from 'ldapts'
import type {LabState} from '../../src/lab/index.ts'
import type {Account} from '../../src/lab/state.ts'
import {inLab} from './help.ts'

const host = 'dc1.ad.contoso.example'
const base = 'DC=ad,DC=contoso,DC=example'
const computed = 'msDS-User-Account-Control-Computed'
const ends = 'msDS-UserPasswordExpiryTimeComputed'
const asked = [
  'userAccountControl',
  'pwdLastSet',
  'lockoutTime',
  'accountExpires',
  'logonHours',
  'msNPAllowDialin',
  'memberOf',
  'objectSid',
  computed,
  ends,
]

type Seen = Record<string, string | string[] | Buffer>
interface Look {
  account?: Partial<Account>
  change?: (state: LabState) => void
  attributes?: string[]
  filter?: string
}

/** What the directory shows of Alice, whose account was changed before. */
async function look({account = {}, change, attributes = asked, filter}: Look): Promise<Seen | undefined> {
  let seen: Seen | undefined
  const prepare = (state: LabState) => {
    Object.assign(state.directory.users[0]!.account, account)
    change?.(state)
  }
  await inLab(prepare, async ({introduction}) => {
    const tlsOptions = {ca: introduction.ca, servername: host}
    const client = new Client({url: `ldaps://127.0.0.1:${introduction.ports[`${host}:636`]}`, tlsOptions})
    await client.bind(introduction.directory.user, introduction.directory.password)
    const {searchEntries} = await client.search(base, {
      filter: filter ?? new EqualityFilter({attribute: 'sAMAccountName', value: 'alice'}),
      attributes,
      explicitBufferAttributes: ['logonHours', 'objectSid'],
    })
    seen = searchEntries[0] as Seen | undefined
    await client.unbind()
  })
  return seen
}

const never = '9223372036854775807'
const minutesAgo = (value: unknown, aheadMs = 0) =>
  (Date.now() + aheadMs - (Number(value) / 10_000 - 11_644_473_600_000)) / 60_000
const near = (value: number, due: number) => assert.ok(Math.abs(value - due) < 0.5, `${value}, not ${due}`)

test('a healthy account', async () => {
  const seen = await look({})
  assert.ok(seen)
  assert.deepEqual([seen.userAccountControl, seen[computed]], ['512', '0'])
  assert.deepEqual([seen.lockoutTime, seen.accountExpires], ['0', never])
  assert.equal((seen.logonHours as Buffer).toString('hex'), 'ff'.repeat(21))
  // An absent attribute, not FALSE, leaves it to the policies.
  assert.deepEqual(seen.msNPAllowDialin, [])
  assert.equal(seen.memberOf, `CN=VPN Users,OU=Groups,${base}`)
  // Microsoft's own example of the bytes of a SID (S-1-5-21-1004336348-1177238915-682003330-…), and Alice's number.
  const sid = '010500000000000515000000dcf4dc3b833d2b46828ba628110a0000'
  assert.equal((seen.objectSid as Buffer).toString('hex'), sid)
  near(minutesAgo(seen.pwdLastSet), 21 * 1440)
  near(minutesAgo(seen[ends]), (21 - 90) * 1440)
})

const flags: [string, Partial<Account>, string, string, ((state: LabState) => void)?][] = [
  ['disabled', {disabled: true}, '514', '0'],
  ['locked', {lockedMinutesAgo: 5}, '512', '16'],
  ['locked, but that is over', {lockedMinutesAgo: 31}, '512', '0'],
  [
    'locked until somebody ends it',
    {lockedMinutesAgo: 100_000},
    '512',
    '16',
    (state) => {
      state.directory.policy.lockoutMinutes = 0
    },
  ],
  ['password too old', {passwordAgeDays: 91}, '512', '8388608'],
  ['password too old, but never expires', {passwordAgeDays: 91, passwordNeverExpires: true}, '66048', '0'],
  [
    'password of any age',
    {passwordAgeDays: 5000},
    '512',
    '0',
    (state) => {
      state.directory.policy.maxPasswordAgeDays = null
    },
  ],
  ['password to be changed', {passwordAgeDays: null}, '512', '8388608'],
  ['locked and expired', {lockedMinutesAgo: 5, passwordAgeDays: null}, '512', '8388624'],
]
for (const [name, account, control, live, change] of flags)
  test(`flags: ${name}`, async () => {
    const seen = await look({account, ...(change ? {change} : {})})
    assert.deepEqual([seen?.userAccountControl, seen?.[computed]], [control, live])
  })

test('times are by the lab’s clock', async () => {
  const ahead = 3_600_000
  const seen = await look({
    account: {lockedMinutesAgo: 5, endsInDays: -3, passwordAgeDays: 2},
    change: (state) => {
      state.clockOffsetMs = ahead
    },
  })
  near(minutesAgo(seen?.lockoutTime, ahead), 5)
  near(minutesAgo(seen?.accountExpires, ahead), 3 * 1440)
  near(minutesAgo(seen?.pwdLastSet, ahead), 2 * 1440)
})

test('a password that must be changed was set at 0, and ends then', async () => {
  const seen = await look({account: {passwordAgeDays: null}})
  assert.deepEqual([seen?.pwdLastSet, seen?.[ends]], ['0', '0'])
  const unending = await look({account: {passwordNeverExpires: true}})
  assert.equal(unending?.[ends], never)
})

test('dial-in, hours and groups as they are', async () => {
  const hours = `${'00'.repeat(20)}80`
  const memberOf = [`CN=VPN Users,OU=Groups,${base}`, `CN=Protected Users,CN=Users,${base}`]
  const seen = await look({account: {dialIn: false, logonHours: {hex: hours}, memberOf}})
  assert.ok(seen)
  assert.equal(seen.msNPAllowDialin, 'FALSE')
  assert.equal((seen.logonHours as Buffer).toString('hex'), hours)
  assert.deepEqual(seen.memberOf, memberOf)
  const none = await look({account: {dialIn: true, logonHours: null, memberOf: []}})
  assert.deepEqual([none?.msNPAllowDialin, none?.memberOf, none?.logonHours], ['TRUE', [], []])
})

test('what is computed comes only by name, and is nothing to search by', async () => {
  const locked = {lockedMinutesAgo: 5}
  const all = await look({account: locked, attributes: ['*']})
  assert.ok(all && 'lockoutTime' in all && !(computed in all))
  assert.equal((await look({account: locked, attributes: ['*', computed.toUpperCase()]}))?.[computed], '16')
  const live = `(${computed}:1.2.840.113556.1.4.803:=16)`
  assert.equal(await look({account: locked, filter: live}), undefined)
  const filter = '(&(objectClass=user)(userAccountControl:1.2.840.113556.1.4.803:=2))'
  assert.equal((await look({account: {disabled: true}, filter}))?.userAccountControl, '514')
})

test('hours that exclude the present one, of every day', async () => {
  const look = async ({state}: {state: LabState}) => {
    const bytes = Buffer.from(state.directory.users[0]!.account.logonHours!.hex, 'hex')
    const now = new Date()
    const allowed = (day: number, hour: number) => (bytes[day * 3 + (hour >> 3)]! >> (hour & 7)) & 1
    for (let day = 0; day < 7; day++) {
      assert.equal(allowed(day, now.getUTCHours()), 0)
      assert.equal(allowed(day, (now.getUTCHours() + 12) % 24), 1)
    }
  }
  await inLab(() => {}, look, 'user-outside-hours')
})
