import * as v from 'valibot'
import {code, finding, time, tool} from './report.ts'

/** What a RADIUS server answered, and what it means; JSON throughout, without password, code or secret. */

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Datagrams that came but were no answer, by what was wrong with them; `source`: from another address or port. */
const ignored = v.object({
  malformed: count,
  code: count,
  identifier: count,
  authenticator: count,
  'message-authenticator': count,
  source: count,
})

const answer = v.object({
  /** Whether it carries a Message-Authenticator. */
  signed: v.boolean(),
  /** What the server would have shown to the user; untrusted. */
  message: v.string(),
  /** MS-CHAP-Error (RFC 2759 §6). */
  chapError: v.nullable(
    v.object({code: v.number(), retry: v.boolean(), version: v.nullable(v.number()), message: v.string()}),
  ),
  /** Whether an accept by MS-CHAPv2 proves that the server knows the password, too; null where nothing is due. */
  proof: v.nullable(v.picklist(['right', 'wrong', 'missing'])),
  /** Types of the attributes for the NAS, each once; 26 is Vendor-Specific. */
  attributes: v.array(v.number()),
})

/** One request and what came of it. */
const leg = v.object({
  /** What it proved: a user's password, a code, or nothing, about nobody who exists. */
  sent: v.picklist(['password', 'code', 'nobody', 'status']),
  /** `flood`: so much that was no answer that the wait was given up; `unreachable`: this machine could not send. */
  ended: v.picklist(['accept', 'reject', 'challenge', 'silence', 'flood', 'unreachable']),
  /** From the first sending to the end. */
  ms: count,
  /** How often the same packet was sent. */
  sends: count,
  ignored,
  /** Null where none came. */
  answer: v.nullable(answer),
  /** Why this machine could not send: the operating system's code. */
  error: v.nullable(v.string()),
})

/** What a server answers about nobody who exists. */
const server = v.object({
  /** As it was asked for: a name or address, and the port. */
  server: v.string(),
  /** Null where the name was not found. */
  address: v.nullable(v.string()),
  /** Whether it is there (Status-Server); null where the next was answered first. */
  alive: v.nullable(leg),
  /** For a user who cannot exist: by a signed request, and by one without Message-Authenticator. */
  nobody: v.object({signed: v.nullable(leg), unsigned: v.nullable(leg)}),
})

/** A password, and codes for as long as the server asks: more is no sign-in. */
const mostLegs = 10

/** A real sign-in. */
const signIn = v.object({
  user: v.string(),
  protocol: v.picklist(['pap', 'mschapv2']),
  /** How long an answer to each request was waited for. */
  timeoutMs: count,
  /** The requests of the sign-in; empty where it was not begun. */
  legs: v.pipe(v.array(leg), v.maxLength(mostLegs)),
})

const judged = v.object({
  outcome: v.picklist(['accepted', 'refused', 'silence', 'undetermined']),
  /** `warn`: accepted, but not as it should be. */
  status: v.picklist(['pass', 'warn', 'fail', 'unknown']),
  exit: v.picklist([0, 1, 3]),
  /** That of the finding that decides, and gives the verdict: what `npsmfa explain` tells more of. */
  code,
  verdict: v.string(),
  /** What that means on NPS, and what else was seen. */
  notes: v.array(v.string()),
  /** Of silence: what may be behind it, and the line in NPS' logs that decides it. */
  causes: v.array(v.object({cause: v.string(), log: v.string()})),
  next: v.array(v.string()),
})

const report = v.object({
  schema: v.literal('npsmfa.radius-test/1'),
  tool,
  at: time,
  ...server.entries,
  ...signIn.entries,
  ...judged.entries,
  /** What the checks of a RADIUS server say of it, as in `npsmfa.report/1`. */
  findings: v.pipe(v.array(finding), v.minLength(1)),
})

/** Shapes of `npsmfa.radius-test/1` and of what it is made of: names and fields are a contract; add, never rename. */
export const radiusShapes = {report, server, signIn}

export type Ignored = v.InferOutput<typeof ignored>
export type Answer = v.InferOutput<typeof answer>
export type Leg = v.InferOutput<typeof leg>
export type ServerAnswers = v.InferOutput<typeof server>
export type TestSignIn = v.InferOutput<typeof signIn>
export type RadiusTest = ServerAnswers & TestSignIn
export type Judged = v.InferOutput<typeof judged>
export type RadiusReport = v.InferOutput<typeof report>
