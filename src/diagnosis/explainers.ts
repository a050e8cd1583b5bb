import type {Judgement} from '../core/judge.ts'
import type {Layer} from '../logs/causes/cause.ts'
import {userKey} from '../logs/join.ts'
import type {Logged} from './logged.ts'
import {areaOf} from './order.ts'

/** What keeps the extension from reaching anybody. */
const ofNetwork = ['registry.values', 'registry.cloud', 'extension', 'host', 'clock', 'endpoints']
/** What keeps it from its token, without which it asks nobody for MFA. */
const ofToken = [...ofNetwork, 'service', 'cert', 'tenant', 'token']

/** Checks and areas that explain any fault of a layer; a logged fault names further ones itself. */
const broad: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  service: ['registry', 'extension', 'service', 'host', 'cert', 'directory'],
  token: ofToken,
  network: ofNetwork,
  extension: ofToken,
  timing: [...ofToken, 'radius.timing'],
}

/** Whether a red finding explains what the logs show, as one of its causes; `confirms`: it is the very thing they speak of. */
export function explainedBy(
  {cause, failures}: Logged,
  finding: Pick<Judgement, 'check' | 'status' | 'user'>,
): 'confirms' | 'explains' | null {
  if (finding.status !== 'fail' && cause.status === 'fail') return null
  if (finding.user !== null && !failures.by.user.has(userKey(finding.user) ?? '')) return null
  const named = (list: readonly string[]) =>
    list.includes(finding.check) || list.includes(areaOf(finding.check))
  if (named(cause.confirm)) return 'confirms'
  // While NPS does not run, or is run without the extension, nothing later in a sign-in can be judged.
  if (finding.check === 'service.running') return 'explains'
  return named(broad[cause.layer] ?? []) ? 'explains' : null
}
