/** What happened in a test sign-in over RADIUS, and what it means; JSON throughout, without password, code or secret. */

/** Datagrams that came but were no answer, by what was wrong with them; `source`: from another address or port. */
export interface Ignored {
  malformed: number
  code: number
  identifier: number
  authenticator: number
  'message-authenticator': number
  source: number
}

/** One request and what came of it. */
export interface Leg {
  /** What it proved: a user's password, a code, or nothing, about nobody who exists. */
  sent: 'password' | 'code' | 'nobody' | 'status'
  /** `flood`: so much that was no answer that the wait was given up; `unreachable`: this machine could not send. */
  ended: 'accept' | 'reject' | 'challenge' | 'silence' | 'flood' | 'unreachable'
  /** From the first sending to the end. */
  ms: number
  /** How often the same packet was sent. */
  sends: number
  ignored: Ignored
  /** Null where none came. */
  answer: Answer | null
  /** Why this machine could not send: the operating system's code. */
  error: string | null
}

export interface Answer {
  /** Whether it carries a Message-Authenticator. */
  signed: boolean
  /** What the server would have shown to the user; untrusted. */
  message: string
  /** MS-CHAP-Error (RFC 2759 §6). */
  chapError: {code: number; retry: boolean; version: number | null; message: string} | null
  /** Whether an accept by MS-CHAPv2 proves that the server knows the password, too; null where nothing is due. */
  proof: 'right' | 'wrong' | 'missing' | null
  /** Types of the attributes for the NAS, each once; 26 is Vendor-Specific. */
  attributes: number[]
}

export interface RadiusTest {
  /** As it was asked for: a name or address, and the port. */
  server: string
  /** Null where the name was not found. */
  address: string | null
  user: string
  protocol: 'pap' | 'mschapv2'
  /** How long an answer to each request was waited for. */
  timeoutMs: number
  /** Whether it is there (Status-Server). */
  alive: Leg | null
  /** For a user who cannot exist: by a signed request, and by one without Message-Authenticator. */
  nobody: {signed: Leg | null; unsigned: Leg | null}
  /** The sign-in itself; empty where it was not begun. */
  legs: Leg[]
}

export interface Judged {
  outcome: 'accepted' | 'refused' | 'silence' | 'undetermined'
  /** `warn`: accepted, but not as it should be. */
  status: 'pass' | 'warn' | 'fail' | 'unknown'
  exit: 0 | 1 | 3
  verdict: string
  /** What that means on NPS, and what else was seen. */
  notes: readonly string[]
  /** Of silence: what may be behind it, and the line in NPS' logs that decides it. */
  causes: readonly {cause: string; log: string}[]
  next: readonly string[]
}

export interface RadiusReport extends RadiusTest, Judged {
  schema: 'npsmfa.radius-test/1'
  tool: {name: 'npsmfa'; version: string}
  at: string
}
