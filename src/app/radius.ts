import {allLegs, heard, unproven} from '../checks/radius-legs.ts'
import {type Attribute, RadiusError} from '../codecs/radius/packet.ts'
import {factsOf} from '../core/check.ts'
import type {EvidenceRecord} from '../core/evidence.ts'
import type {Fact} from '../core/fact.ts'
import {judge as judgeChecks} from '../core/judge.ts'
import type {RadiusReport, RadiusTest} from '../core/radius.ts'
import type {Finding} from '../core/report.ts'
import {UsageError} from '../core/usage-error.ts'
import {diagnose} from '../diagnosis/diagnose.ts'
import {judge} from '../diagnosis/radius/judge.ts'
import {radiusServer} from '../facts/radius-server.ts'
import {radiusSignIn} from '../facts/radius-sign-in.ts'
import {checks} from '../found.ts'
import {version} from '../version.ts'
import {systemNames} from '../world/net/names.ts'
import {askAboutNobody, withoutSecrets} from '../world/radius/about-nobody.ts'
import {type RadiusAccess, shown} from '../world/radius/access.ts'
import {usualPatience} from '../world/radius/patience.ts'
import {type SignIn, signIn} from '../world/radius/sign-in.ts'
import {redacted} from '../world/redacted.ts'

export interface RadiusAsked extends RadiusAccess {
  user: string
  password: string
  protocol: SignIn['protocol']
  /** For an answer to each request, in milliseconds. */
  timeoutMs: number
  attributes: readonly Attribute[]
  askCode: SignIn['askCode']
}

export interface RadiusWatching {
  signal: AbortSignal
  /** What is waited for now; nothing while a code is asked for. */
  onProgress(waitingFor: readonly string[]): void
}

/** A real sign-in over RADIUS, after requests about nobody that tell one silence from another. */
export async function radiusTest(asked: RadiusAsked, watching: RadiusWatching): Promise<RadiusReport> {
  const test = await run(asked, watching).catch((error) => {
    if (!(error instanceof RadiusError)) throw error
    throw new UsageError(
      `This does not fit into a RADIUS request (${error.message}); give a shorter password, code or attributes.`,
    )
  })
  const findings = radiusFindings(test)
  return {
    ...{schema: 'npsmfa.radius-test/1', tool: {name: 'npsmfa', version}, at: new Date().toISOString()},
    ...test,
    ...judge(test, findings),
    findings,
  }
}

/** What the checks of a RADIUS server say of a test. */
export function radiusFindings({user, protocol, timeoutMs, legs, ...answers}: RadiusTest): Finding[] {
  const record = {...known(radiusServer, answers), ...known(radiusSignIn, {user, protocol, timeoutMs, legs})}
  const chosen = checks.filter((check) => factsOf(check).some(({key}) => key in record))
  return diagnose(chosen, judgeChecks(chosen, record, []), record).findings
}

const known = <T>({key}: Fact<T>, value: T): EvidenceRecord => ({
  [key]: {known: true, value, via: 'npsmfa radius', as: '', at: '', ms: 0},
})

async function run(asked: RadiusAsked, {signal, onProgress}: RadiusWatching): Promise<RadiusTest> {
  const {port, user, protocol, timeoutMs} = asked
  onProgress([`a sign of life of ${shown(asked)}`])
  const names = systemNames()
  const answers = await askAboutNobody(asked, names, signal).finally(() => names.close())
  const begun: RadiusTest = {...answers, ...{user, protocol, timeoutMs, legs: []}}
  const {address} = answers
  const about = allLegs(answers)
  // With another secret a lax server reads another password, which would count towards lockout.
  const turnedAway = unproven(about) || about.some(({ended}) => ended === 'unreachable')
  if (address === null || (turnedAway && !heard(about))) return begun

  const waiting = () => onProgress([`the answer to ${user}’s sign-in`])
  waiting()
  const given = [asked.secret, asked.password]
  const askCode: SignIn['askCode'] = async (prompt, ending) => {
    onProgress([])
    const code = await asked.askCode(redacted(prompt, given), ending)
    if (code !== null) given.push(code)
    waiting()
    return code
  }
  const server = {address, port, secret: Buffer.from(asked.secret)}
  const legs = await signIn({...asked, server, patience: usualPatience(timeoutMs), askCode}, signal)
  return {...begun, legs: legs.map((leg) => withoutSecrets(leg, given))}
}
