import type {AnyRepair} from './repair.ts'
import {duplicates} from './repairs/cert/duplicates.ts'
import {keyAcl} from './repairs/cert/key-acl.ts'
import {selected} from './repairs/cert/selected.ts'
import {subject} from './repairs/cert/subject.ts'
import {dotnet} from './repairs/host/dotnet-tls.ts'
import {schannel} from './repairs/host/schannel.ts'
import {alternateLoginId} from './repairs/registry/alternate-login-id.ts'
import {cloud} from './repairs/registry/cloud.ts'
import {dlls} from './repairs/registry/dlls.ts'
import {otpOverride} from './repairs/registry/otp-override.ts'
import {requireUserMatch} from './repairs/registry/require-user-match.ts'
import {values} from './repairs/registry/values.ts'
import {restartedSinceChange} from './repairs/service/restarted-since-change.ts'
import {running} from './repairs/service/running.ts'
import {sidType} from './repairs/service/sid-type.ts'
import {associated} from './repairs/tenant/associated.ts'
import {tenantCloud} from './repairs/tenant/cloud.ts'
import {clientPrincipal, connectorPrincipal} from './repairs/tenant/principal.ts'

/**
 * What `npsmfa repair` can cure. Not here, as it is the administrator's to decide: who skips the second factor
 * (registry.ip-whitelist), which account NPS runs as, what somebody denied on purpose. Nor what takes a new certificate,
 * which `npsmfa setup` makes, or an installer.
 */
export const repairs: readonly AnyRepair[] = [
  ...[duplicates, keyAcl, selected, subject, dotnet, schannel],
  ...[alternateLoginId, cloud, dlls, otpOverride, requireUserMatch, values],
  ...[restartedSinceChange, running, sidType],
  ...[associated, clientPrincipal, connectorPrincipal, tenantCloud],
]

/** The repair of an ending, "cert.key-acl/denied"; null where there is none. */
export function repairOf(code: string): AnyRepair | null {
  const [check, ending = ''] = code.split('/')
  return repairs.find((repair) => repair.check === check && repair.endings.includes(ending)) ?? null
}
