import {randomBytes} from 'node:crypto'
import {decidedBy, rightsOf} from '../codecs/access.ts'
import {CannotKnow} from '../core/evidence.ts'
import {certificateStore} from '../facts/certificate-store.ts'
import {type NpsService, npsService} from '../facts/nps-service.ts'
import {type KeyFailure, type PrivateKey, privateKeys} from '../facts/private-keys.ts'
import {defineProbe} from '../world/probe.ts'
import type {WinApi} from '../world/windows/api.ts'
import type {WindowsFailure} from '../world/windows/failure.ts'
import {type ServiceSids, serviceSids} from './shared/service-token.ts'

/** Each key is opened and used, which may take a second on a TPM; of more keys than these nobody keeps an overview. */
const mostKeys = 20

export default defineProbe({
  fact: privateKeys,
  on: ['win32'],
  via: 'the key providers of Windows',
  permission: 'the rights of an administrator of the server',
  needs: {store: certificateStore},
  wants: {nps: npsService},
  look: async ({store, nps}, {windows}) => {
    const service = accountOf(nps)
    const [{account, sid, elevated}, token] = await Promise.all([
      windows.identity(),
      // Whoever is not known to be in the token leaves the right unknown, not the key.
      service ? serviceSids(windows, service).catch(() => null) : null,
    ])
    const matching = store.candidates.filter(({matches, hasPrivateKey}) => matches !== null && hasPrivateKey)
    const keys = matching.slice(0, mostKeys).map(({sha1}) => keyOf(windows, sha1, token))
    return {
      service: service && {account: service.account, sid: service.accountSid},
      by: {account, elevated, isService: sid === service?.accountSid},
      keys: await Promise.all(keys),
    }
  },
})

const accountOf = (nps: NpsService | undefined) => {
  if (!nps?.present || nps.accountSid === null) return null
  return {account: nps.account, accountSid: nps.accountSid, sidType: nps.sidType}
}

async function keyOf(windows: WinApi, sha1: string, token: ServiceSids | null): Promise<PrivateKey> {
  const [key, signature] = await Promise.all([
    tried(windows.privateKey(sha1)),
    tried(windows.sign(sha1, randomBytes(32))),
  ])
  const opened = key.value ?? null
  const {sids, complete} = token ?? {sids: [], complete: false}
  const sddl = token && opened ? opened.sddl : null
  return {
    sha1,
    opened,
    notOpened: key.failure,
    notSigned: signature.failure,
    right: rightsOf(sddl, sids, complete),
    decidedBy: decidedBy(sddl, sids, complete),
  }
}

async function tried<T>(asked: Promise<T>): Promise<{value?: T; failure: KeyFailure | null}> {
  try {
    return {value: await asked, failure: null}
  } catch (error) {
    if (!(error instanceof CannotKnow)) throw error
    const {code = null} = error as Partial<WindowsFailure>
    return {failure: {why: error.why, code, detail: error.message}}
  }
}
