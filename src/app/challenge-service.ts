import {valueIn} from '../core/evidence.ts'
import {gather} from '../core/gather.ts'
import {judge} from '../core/judge.ts'
import {deployment} from '../facts/deployment.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {token} from '../facts/token.ts'
import {checks, probes} from '../found.ts'
import {mfaServiceOf} from '../probes/shared/mfa-service-of.ts'
import type {MfaService} from '../world/entra/mfa-service.ts'
import type {World} from '../world/world.ts'
import type {Options} from './options.ts'

/** The MFA service of this installation with the extension's token, or why there is none to ask it with. */
export async function serviceOf(
  world: World,
  {deadlineMs}: Options,
  {signal, onProgress}: {signal: AbortSignal; onProgress(waitingFor: readonly string[]): void},
): Promise<{service: MfaService; host: string} | {why: string}> {
  const {platform, as} = world.machine
  const record = await gather([token], [], {
    ...{probes, world, platform, as, onProgress},
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
  })
  const [d, certificate, told] = [
    valueIn(record, deployment),
    valueIn(record, extensionCertificate),
    valueIn(record, token),
  ]
  if (d && certificate && told?.answer === 'granted')
    return {service: mfaServiceOf(world, d, certificate, told), host: d.mfaHost}
  const [judged] = judge(
    checks.filter(({id}) => id === 'token.acquired'),
    record,
    [],
  )
  return {why: `Nobody was asked, for there is no token. ${judged!.message}`}
}
