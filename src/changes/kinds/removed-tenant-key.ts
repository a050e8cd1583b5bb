import {WriteRefused} from '../../world/entra/write-failure.ts'
import {defineChange} from '../change.ts'
import {listMs, proverOf} from './tenant-proof.ts'

/** `prover`: as in registered-key. */
type Args = {appId: string; keyId: string; sha1: string; ended: string; prover: string | null}
type Now = {present: boolean}

/**
 * An ended key of ours on the service principal; never one that is not ours. It does not come back: Microsoft Graph takes
 * no key that has ended (KeyCredentialsInvalidEndDate), and nobody could use it.
 */
export const removedTenantKey = defineChange<Args, Now>({
  kind: 'removed-tenant-key',
  async look({appId, keyId}, {doors, signal}) {
    const principal = await doors.tenant().principal(appId, signal)
    return {present: principal?.keys.some((key) => key.keyId === keyId) === true}
  },
  words: ({sha1, ended}) => ({
    what: `Take the ended key ${sha1} off “Azure Multi-Factor Auth Client”`,
    now: `it is registered, and ended on ${ended.slice(0, 10)}`,
    then: 'it is gone; all other keys stay',
    undo: `Leave the ended key ${sha1} off, which is of no use: Microsoft Graph takes it no more`,
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => !now.present,
  async apply({appId, keyId, prover}, _before, {doors, signal}) {
    const tenant = doors.tenant()
    const principal = await tenant.principal(appId, signal)
    if (prover !== null && principal)
      try {
        await tenant.removeKeyWithProof(principal, keyId, await proverOf(prover, doors), signal)
        return undefined
      } catch (error) {
        if (!(error instanceof WriteRefused) || (error.why !== 'proof' && error.why !== 'permission'))
          throw error
      }
    await tenant.removeKeyFromList(appId, keyId, AbortSignal.any([signal, AbortSignal.timeout(listMs)]))
    return undefined
  },
  async undo() {},
  isUndone: () => true,
})
