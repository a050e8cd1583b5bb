import type {AnyChange} from './change.ts'
import {ChangeFailed} from './change.ts'
import {certificateIdentifier} from './kinds/certificate-identifier.ts'
import {containerKey} from './kinds/container-key.ts'
import {keyReader} from './kinds/key-reader.ts'
import {listedDll} from './kinds/listed-dll.ts'
import {madeCertificate} from './kinds/made-certificate.ts'
import {presentCertificate} from './kinds/present-certificate.ts'
import {principalCreated, principalEnabled} from './kinds/principal.ts'
import {provenToken} from './kinds/proven-token.ts'
import {registeredKey} from './kinds/registered-key.ts'
import {registryValue} from './kinds/registry-value.ts'
import {removedCertificate} from './kinds/removed-certificate.ts'
import {removedTenantKey} from './kinds/removed-tenant-key.ts'
import {restartNps} from './kinds/restart-nps.ts'
import {serviceRunning} from './kinds/service-running.ts'
import {serviceSidType} from './kinds/sid-type.ts'
import {startType} from './kinds/start-type.ts'
import {storedCertificate} from './kinds/stored-certificate.ts'

export const kinds: ReadonlyMap<string, AnyChange> = new Map(
  [
    certificateIdentifier,
    containerKey,
    keyReader,
    listedDll,
    madeCertificate,
    presentCertificate,
    principalCreated,
    principalEnabled,
    provenToken,
    registeredKey,
    registryValue,
    removedCertificate,
    removedTenantKey,
    restartNps,
    serviceRunning,
    serviceSidType,
    startType,
    storedCertificate,
  ].map((change: AnyChange) => [change.kind, change]),
)

/** A journal may be of another version. */
export function changeOf(kind: string): AnyChange {
  const change = kinds.get(kind)
  if (change) return change
  throw new ChangeFailed(`this version of npsmfa knows no change “${kind}”`)
}
