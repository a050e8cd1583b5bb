import {CannotKnow} from '../../core/evidence.ts'
import type {Json} from '../../core/journal.ts'
import {WriteRefused} from '../../world/entra/write-failure.ts'
import {type Certificate, type CertificateArg, certificateOf, certificateSoFar} from '../certificate.ts'
import {ChangeFailed, type Doing, defineChange} from '../change.ts'
import {listMs, proverOf} from './tenant-proof.ts'

/** `prover`: thumbprint of a certificate of this server that is registered and valid; null for a first registration. */
type Args = {appId: string; certificate: CertificateArg; prover: string | null}
/** Keys of the service principal; those of this certificate apart. */
type Now = {own: string[]; others: string[]}

/** The public part of a certificate on the service principal, without losing any other key. */
export const registeredKey = defineChange<Args, Now>({
  kind: 'registered-key',
  inTenant: true,
  async look({appId, certificate}, doing) {
    const own = certificateSoFar(certificate, doing)
    const principal = await doing.doors.tenant().principal(appId, doing.signal)
    const keys = principal?.keys ?? []
    const isOwn = (sha256: string | null) => own !== null && sha256 === own.sha256
    return {
      own: keys.flatMap(({keyId, sha256}) => (isOwn(sha256) ? [keyId] : [])),
      others: keys.flatMap(({keyId, sha256}) => (isOwn(sha256) ? [] : [keyId])),
    }
  },
  words: ({prover}, now) => ({
    what: 'Register the certificate on “Azure Multi-Factor Auth Client”',
    now: `the service principal has ${now.others.length} ${now.others.length === 1 ? 'key' : 'keys'}, not this one`,
    then:
      prover === null
        ? 'one key more. Microsoft Graph takes the whole list at once: it is read, written and watched, and what somebody else’s write drops meanwhile is put back and told; a writer slower than that watch could still be overwritten'
        : 'one key more, added by proof of the present one, so that no other key is touched',
    undo: 'Take that one key off again',
    byHand: [],
    disrupts: 'nothing',
  }),
  isDone: (_args, now) => now.own.length > 0,
  async apply({appId, certificate, prover}, _before, doing) {
    const own = certificateOf(certificate, doing)
    const proven = prover === null ? null : await byProof(appId, own, prover, doing)
    if (proven) return {own: proven, others: [], by: 'proof'}
    const signal = AbortSignal.any([doing.signal, AbortSignal.timeout(listMs)])
    const {keyIds, lost, putBack} = await doing.doors.tenant().addKeyToList(appId, own.der, signal)
    return {own: keyIds, others: [], by: 'list', lost, putBack: putBack.map(({keyId}) => keyId)}
  },
  async undo({appId, certificate, prover}, before, doing) {
    const own = certificateSoFar(certificate, doing)
    if (!own) return
    const tenant = doing.doors.tenant()
    const principal = await tenant.principal(appId, doing.signal)
    const mine = (principal?.keys ?? []).filter(
      ({keyId, sha256}) => sha256 === own.sha256 && !before.own.includes(keyId),
    )
    for (const {keyId} of mine) {
      const proven = prover !== null && principal && (await removedByProof(keyId, prover, doing, principal))
      const signal = AbortSignal.any([doing.signal, AbortSignal.timeout(listMs)])
      if (!proven) await tenant.removeKeyFromList(appId, keyId, signal)
    }
  },
  isUndone: (_args, before, now) => now.own.every((keyId) => before.own.includes(keyId)),
  notes(before, after, made) {
    const lost = before.others.filter((keyId) => !after.others.includes(keyId))
    const {lost: dropped, putBack} = listIn(made)
    return [
      ...(dropped > 0 ? ['The new key was dropped by somebody’s write, and was registered again.'] : []),
      ...putBack.map(
        (keyId) => `The key ${keyId} of another server was dropped by somebody’s write, and was put back.`,
      ),
      // Nobody has watched the list after a run was killed.
      ...(made === null
        ? lost.map(
            (keyId) =>
              `The key ${keyId} was registered when this began, and is not any more; unless somebody has removed it, register it again from its server.`,
          )
        : []),
    ]
  },
})

/** What became of a list while it was written. */
const listIn = (made: Json): {lost: number; putBack: string[]} =>
  typeof made === 'object' && made !== null && 'putBack' in made
    ? (made as unknown as {lost: number; putBack: string[]})
    : {lost: 0, putBack: []}

/** The ids of what was added; null where the tenant takes no proof for this principal, so that the list is left. */
async function byProof(
  appId: string,
  own: Certificate,
  prover: string,
  {doors, signal}: Doing,
): Promise<string[] | null> {
  const tenant = doors.tenant()
  const principal = await tenant.principal(appId, signal)
  if (!principal) throw new ChangeFailed('the service principal is not in the tenant')
  try {
    const {keyIds} = await tenant.addKeyWithProof(principal, own.der, await proverOf(prover, doors), signal)
    // Somebody who writes lists may not have seen it.
    return (await tenant.keyStays(appId, own.sha256, signal)) ? keyIds : null
  } catch (error) {
    if (error instanceof WriteRefused && (error.why === 'proof' || error.why === 'permission')) return null
    throw error
  }
}

async function removedByProof(
  keyId: string,
  prover: string,
  {doors, signal}: Doing,
  principal: Parameters<ReturnType<typeof doors.tenant>['removeKeyWithProof']>[0],
): Promise<boolean> {
  try {
    await doors.tenant().removeKeyWithProof(principal, keyId, await proverOf(prover, doors), signal)
    return true
  } catch (error) {
    // Whatever has become of the key that proves, the new one must not stay.
    if (error instanceof ChangeFailed || error instanceof CannotKnow) return false
    if (error instanceof WriteRefused && (error.why === 'proof' || error.why === 'permission')) return false
    throw error
  }
}
