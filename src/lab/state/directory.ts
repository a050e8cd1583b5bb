/** One value of an attribute; binary ones as hexadecimal. */
export type Value = string | {hex: string}

/** What decides whether an account may sign in; the directory computes its flags and times from this and its clock. */
export interface Account {
  password: string
  disabled: boolean
  passwordNeverExpires: boolean
  /** Days since the password was set; null where it must be changed at the next sign-in. */
  passwordAgeDays: number | null
  /** Minutes since too many wrong passwords locked it; null where they did not. */
  lockedMinutesAgo: number | null
  /** Days until the account ends, negative where it has ended; null where it never does. */
  endsInDays: number | null
  /** The hours of the week in UTC in which it may sign in: 168 bits from Sunday 0:00, lowest bit first. Null: always. */
  logonHours: {hex: string} | null
  /** msNPAllowDialin; null leaves it to the network policies of NPS, as Microsoft recommends. */
  dialIn: boolean | null
  /** Distinguished names of the groups it is directly in. */
  memberOf: string[]
}

export interface DirectoryUser {
  dn: string
  /** Attributes that are stored as they are, name → values. */
  attributes: Record<string, Value[]>
  account: Account
}

export interface Computer {
  /** As sAMAccountName has it, but for the $ at its end. */
  name: string
  dn: string
  objectSid: {hex: string}
  /** Distinguished names of the groups it is directly in. */
  memberOf: string[]
}

export interface DirectoryState {
  /** "dc1.ad.contoso.example", served on 636 (LDAPS) and 389 (StartTLS). */
  host: string
  base: string
  /** The account that may read the directory. */
  bind: {user: string; password: string}
  /** What the operator takes its password for. */
  knownPassword: string
  /** How the operator reaches it: port 636, or 389 and StartTLS. */
  transport: 'ldaps' | 'starttls'
  /** The domain's rules for passwords: null is no maximum age; a lock of 0 minutes lasts until somebody ends it. */
  policy: {maxPasswordAgeDays: number | null; lockoutMinutes: number}
  groups: {dn: string; objectSid: {hex: string} /** Groups it is directly in. */; memberOf?: string[]}[]
  computers: Computer[]
  users: DirectoryUser[]
  /** A paged search begins with an empty page that carries a cookie, as Active Directory's may. */
  emptyFirstPage: boolean
  behaviour: 'normal' | 'silent' | 'garbage' | 'starttls-silent' | 'huge-message'
}
