import {WriteRefused} from '../../world/entra/write-failure.ts'
import {defineChange} from '../change.ts'
import {listMs, proverOf} from './tenant-proof.ts'

/** `prover`: as in registered-key. */
type Args = {appId: string; keyId: string; sha1: string; ended: string; prover: string | null}
/** The key's certificate, base64; null where there is no such key. */
type Now = {key: string} | null

/** An ended key of ours on the service principal; never one that is not ours. */
export const removedTenantKey = defineChange<Args, Now>({
  kind: 'removed-tenant-key',
  async look({appId, keyId, sha1}, {doors, signal}) {
    const principal = await doors.tenant().principal(appId, signal)
    const found = principal?.keys.find((key) => key.keyId === keyId || key.sha1 === sha1)
    return found ? {key: String(found.entry.key ?? '')} : null
  },
  words: ({sha1, ended}) => ({
    what: `Take the ended key ${sha1} off “Azure Multi-Factor Auth Client”`,
    now: `it is registered, and ended on ${ended.slice(0, 10)}`,
    then: 'it is gone; all other keys stay',
    undo: `Register the key ${sha1} again`,
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now === null,
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
  async undo({appId}, before, {doors, signal}) {
    if (before)
      await doors
        .tenant()
        .addKeyToList(
          appId,
          Buffer.from(before.key, 'base64'),
          AbortSignal.any([signal, AbortSignal.timeout(listMs)]),
        )
  },
  isUndone: (_args, before, now) => (before === null) === (now === null),
})
