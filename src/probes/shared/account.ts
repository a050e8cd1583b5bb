import type {DirectoryAccount} from '../../facts/directory-user.ts'
import type {Entry} from '../../world/directory/directory.ts'

// userAccountControl and msDS-User-Account-Control-Computed; Microsoft Learn, "User-Account-Control attribute".
const disabledBit = 0x2
const lockedBit = 0x10
const passwordExpiredBit = 0x800000

export const binary = ['objectGUID', 'mS-DS-ConsistencyGuid', 'logonHours']
export const attributes = [
  'userPrincipalName',
  'sAMAccountName',
  'mail',
  'userAccountControl',
  'msDS-User-Account-Control-Computed',
  'pwdLastSet',
  'accountExpires',
  'msNPAllowDialin',
  'memberOf',
  ...binary,
]

const texts = (entry: Entry, name: string) => (entry.values[name] ?? []).map(String)
const text = (entry: Entry, name: string) => texts(entry, name)[0] || null
const number = (entry: Entry, name: string) => Number(text(entry, name) ?? 0)
const bytes = (entry: Entry, name: string) => {
  const value = entry.values[name]?.[0]
  return Buffer.isBuffer(value) && value.length > 0 ? value : null
}

/** What a directory entry says of an account, `at` a point in time. */
export function accountOf(
  entry: Entry,
  alternateLoginIdAttribute: string | null,
  at: Date,
): DirectoryAccount {
  const computed = number(entry, 'msDS-User-Account-Control-Computed')
  const dialIn = text(entry, 'msNPAllowDialin')
  return {
    dn: entry.dn,
    userPrincipalName: text(entry, 'userPrincipalName'),
    sAMAccountName: text(entry, 'sAMAccountName') ?? '',
    mail: text(entry, 'mail'),
    alternateLoginId: alternateLoginIdAttribute ? text(entry, alternateLoginIdAttribute) : null,
    objectGuid: bytes(entry, 'objectGUID')?.toString('base64') ?? null,
    consistencyGuid: bytes(entry, 'mS-DS-ConsistencyGuid')?.toString('base64') ?? null,
    disabled: (number(entry, 'userAccountControl') & disabledBit) !== 0,
    locked: (computed & lockedBit) !== 0,
    passwordExpired: (computed & passwordExpiredBit) !== 0,
    mustChangePassword: text(entry, 'pwdLastSet') === '0',
    accountExpires: fileTime(text(entry, 'accountExpires')),
    withinLogonHours: within(bytes(entry, 'logonHours'), at),
    dialIn: dialIn === null ? null : dialIn.toUpperCase() === 'TRUE',
    protectedUser: texts(entry, 'memberOf').some((dn) => /^CN=Protected Users,CN=Users,/i.test(dn)),
  }
}

/** 100 ns since 1601 → ISO; 0 and 2^63-1 mean never (MS-ADTS, accountExpires). */
export function fileTime(value: string | null): string | null {
  const ms = Number(value) / 10_000 - 11_644_473_600_000
  return value === null || value === '0' || !(Math.abs(ms) < 8.64e15) || Number(value) >= 2 ** 63 - 1
    ? null
    : new Date(ms).toISOString()
}

/** logonHours: 168 bits, one for each hour of the week in UTC from Sunday 0:00, lowest bit first (MS-ADA1). */
export function within(hours: Buffer | null, at: Date): boolean | null {
  if (hours?.length !== 21) return null
  const hour = at.getUTCDay() * 24 + at.getUTCHours()
  return ((hours[hour >> 3]! >> (hour & 7)) & 1) === 1
}
