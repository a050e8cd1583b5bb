import type {Seed} from './samba.ts'

/** Those who ask the directory: the first may, every other is refused in a way of its own. */
export const readerPassword = 'Passw0rd!of-the-reader'
export const readers = {
  healthy: 'reader@contoso.test',
  disabled: 'reader.disabled@contoso.test',
  expired: 'reader.expired@contoso.test',
  mustChange: 'reader.must-change@contoso.test',
  locked: 'reader.locked@contoso.test',
}

const normal = '512'
const disabled = '514'
/** Windows counts in units of 100 ns since 1601. */
const fileTime = (ms: number) => String(BigInt(Math.round(ms) + 11_644_473_600_000) * 10_000n)
const yesterday = fileTime(Date.now() - 86_400_000)

const reader = (userPrincipalName: string, more: Partial<Seed> = {}): Seed => {
  const sAMAccountName = userPrincipalName.split('@')[0]!
  const attributes = {sAMAccountName, userPrincipalName, userAccountControl: normal, ...more.attributes}
  return {name: sAMAccountName, password: readerPassword, ...more, attributes}
}

const person = (name: string, sAMAccountName: string, attributes: Seed['attributes']): Seed => ({
  name,
  password: 'Passw0rd!of-a-user',
  attributes: {sAMAccountName, userAccountControl: normal, ...attributes},
})

const guid = (bytes: Buffer) => ({base64: bytes.toString('base64')})
/** Bytes that are no text, and bytes that could be taken for text. */
export const anchors = {
  alice: guid(Buffer.from('d4c3b2a1f6e5b8a7c9d0e1f2a3b4c5ff', 'hex')),
  ann: guid(Buffer.from('ABCDEFGHIJKLMNOP')),
}

export const directoryPeople: readonly Seed[] = [
  reader(readers.healthy),
  reader(readers.disabled, {attributes: {userAccountControl: disabled}}),
  reader(readers.expired, {attributes: {accountExpires: yesterday}}),
  reader(readers.mustChange, {attributes: {pwdLastSet: '0'}}),
  reader(readers.locked, {afterwards: {lockoutTime: fileTime(Date.now())}}),

  person('Alice Example', 'alice', {
    userPrincipalName: 'alice@contoso.test',
    mail: 'alice@contoso.test',
    'mS-DS-ConsistencyGuid': anchors.alice,
  }),
  // Begins like Alice's name.
  person('Alice Other', 'alice2', {userPrincipalName: 'alice@contoso.testing'}),
  // Has Alice's address but is nobody who could sign in.
  {name: 'Alice Partner', objectClass: 'contact', attributes: {mail: 'alice@contoso.test'}},
  person('Ann AsciiGuid', 'ann', {
    userPrincipalName: 'ann@contoso.test',
    'mS-DS-ConsistencyGuid': anchors.ann,
  }),
  person('Bob Plain', 'bob', {userPrincipalName: 'bob@contoso.test'}),
  person('Weird (star*) \\slash, "q" #1', 'weird', {userPrincipalName: '(we*ird)\\@contoso.test'}),
  person('Zoë Müller', 'zoe', {userPrincipalName: 'zoë.müller@contoso.test'}),
  person("O'Hara; =x <y> +z", 'ohara', {userPrincipalName: "o'hara@contoso.test"}),
  person('Carol LineEnd', 'carol', {userPrincipalName: 'carol@contoso.test\r'}),
  person('Cora Blank', 'cora', {userPrincipalName: 'cora@contoso.test '}),
  person('Lee Mismatch', 'lee', {userPrincipalName: 'lee.old@fabrikam.test', mail: 'lee@contoso.test'}),
  person('Kim NoUpn', 'kim', {mail: 'kim@contoso.test'}),
  person('Dup One', 'dup1', {userPrincipalName: 'dup1@contoso.test', mail: 'shared@contoso.test'}),
  person('Dup Two', 'dup2', {userPrincipalName: 'dup2@contoso.test', mail: 'shared@contoso.test'}),
  // Somebody's mail is another one's name: the name counts.
  person('Max Mail', 'max', {userPrincipalName: 'max@contoso.test', mail: 'bob@contoso.test'}),
  person('Hal NoHours', 'hal', {
    userPrincipalName: 'hal@contoso.test',
    logonHours: guid(Buffer.alloc(21)),
  }),
  person('Dirk DialIn', 'dirk', {userPrincipalName: 'dirk@contoso.test', msNPAllowDialin: 'TRUE'}),
  person('Dina Denied', 'dina', {userPrincipalName: 'dina@contoso.test', msNPAllowDialin: 'FALSE'}),
  person('Dora Disabled', 'dora', {
    userPrincipalName: 'dora@contoso.test',
    userAccountControl: disabled,
  }),
]

/** Who is asked for → how the state of the account must end. */
export const states: Readonly<Record<string, string>> = {
  'alice@contoso.test': 'user.ad-state/in-order',
  'dora@contoso.test': 'user.ad-state/disabled',
  [readers.disabled]: 'user.ad-state/disabled',
  [readers.expired]: 'user.ad-state/expired',
  [readers.mustChange]: 'user.ad-state/must-change-password',
  [readers.locked]: 'user.ad-state/locked',
  'hal@contoso.test': 'user.ad-state/outside-hours',
  'bob@contoso.test': 'user.dial-in/by-policy',
  'dirk@contoso.test': 'user.dial-in/allowed',
  'dina@contoso.test': 'user.dial-in/denied',
}

/** Who is asked for → how that must end. */
export const endings: Readonly<Record<string, string>> = {
  'alice@contoso.test': 'found',
  'ann@contoso.test': 'found',
  'bob@contoso.test': 'found',
  '(we*ird)\\@contoso.test': 'found',
  'zoë.müller@contoso.test': 'found',
  "o'hara@contoso.test": 'found',
  'dora@contoso.test': 'found',
  'lee@contoso.test': 'found',
  'carol@contoso.test': 'upn-whitespace',
  'cora@contoso.test': 'upn-whitespace',
  'kim@contoso.test': 'no-upn',
  'shared@contoso.test': 'several',
  'nobody@contoso.test': 'absent',
}

/** One for each ending, to be asked for alone, and one who is spelt otherwise than in the directory. */
export const alone: readonly (readonly [name: string, ending: string])[] = [
  ...new Map(Object.entries(endings).map(([name, ending]) => [ending, [name, ending]] as const)).values(),
  ['ALICE@Contoso.Test', 'found'],
  ['ZOË.MÜLLER@contoso.test', 'found'],
]

/** Names that would find somebody if any of their characters became part of a filter. */
export const injections: readonly string[] = [
  '*@contoso.test',
  'alic*@contoso.test',
  '\\2a@contoso.test',
  'alice\\@contoso.test',
  'alic\\65@contoso.test',
  'alice@contoso.test)(objectClass=*',
  '*)(|(userPrincipalName=*@contoso.test',
  '%61lice@contoso.test',
  'alice@contoso.tes',
  'ice@contoso.test',
]
