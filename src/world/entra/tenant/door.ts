import type {Prover} from '../assertion.ts'
import type {GraphWriter} from '../graph-writer.ts'
import type {Rewritten} from './ledger.ts'
import {addKeyToList, removeKeyFromList} from './list.ts'
import {readNames} from './names.ts'
import {type Pace, usualPace} from './pace.ts'
import {type KeyPolicy, readKeyPolicy} from './policy.ts'
import {createPrincipal, enablePrincipal, readPrincipal, type TenantPrincipal} from './principal.ts'
import {keyStays} from './settled.ts'
import {addKeyWithProof, removeKeyWithProof} from './with-proof.ts'

/**
 * The tenant, for whoever changes it. Each write says what it took, or rejects: `WriteRefused` (nothing was done),
 * `WriteUnsure` (only reading tells), `KeysLost`, and `CannotKnow` where reading failed.
 */
export interface TenantDoor {
  /** Which tenant that is: its id, and its domains; null where that cannot be read. */
  names(signal: AbortSignal): Promise<readonly string[] | null>
  /** Null where the tenant has no principal of that application. */
  principal(appId: string, signal: AbortSignal): Promise<TenantPrincipal | null>
  keyPolicy(signal: AbortSignal): Promise<KeyPolicy>
  create(appId: string, signal: AbortSignal): Promise<{made: boolean}>
  enable(appId: string, signal: AbortSignal): Promise<void>
  /** `der` is the certificate, `prover` one that is registered and valid. No other writer can be harmed. */
  addKeyWithProof(
    principal: TenantPrincipal,
    der: Uint8Array,
    prover: Prover,
    signal: AbortSignal,
  ): Promise<{keyIds: string[]; asked: number}>
  /** Whether that certificate stays for a while: whoever writes lists may lose what was added by proof. */
  keyStays(appId: string, sha256: string, signal: AbortSignal): Promise<boolean>
  removeKeyWithProof(
    principal: TenantPrincipal,
    keyId: string,
    prover: Prover,
    signal: AbortSignal,
  ): Promise<{asked: number}>
  /** For a first registration, and where proofs are refused: writes the whole list, and puts back what is lost by it. */
  addKeyToList(appId: string, der: Uint8Array, signal: AbortSignal): Promise<Rewritten & {keyIds: string[]}>
  removeKeyFromList(appId: string, keyId: string, signal: AbortSignal): Promise<Rewritten>
}

export const tenantDoor = (graph: GraphWriter, pace: Pace = usualPace): TenantDoor => ({
  names: (signal) => readNames(graph, signal),
  principal: (appId, signal) => readPrincipal(graph, appId, signal),
  keyPolicy: (signal) => readKeyPolicy(graph, signal),
  create: (appId, signal) => createPrincipal(graph, appId, signal),
  enable: (appId, signal) => enablePrincipal(graph, appId, signal),
  addKeyWithProof: (principal, der, prover, signal) =>
    addKeyWithProof(graph, pace, principal, der, prover, signal),
  keyStays: (appId, sha256, signal) => keyStays({graph, pace, appId, signal}, sha256),
  removeKeyWithProof: (principal, keyId, prover, signal) =>
    removeKeyWithProof(graph, pace, principal, keyId, prover, signal),
  addKeyToList: (appId, der, signal) => addKeyToList({graph, pace, appId, signal}, der),
  removeKeyFromList: (appId, keyId, signal) => removeKeyFromList({graph, pace, appId, signal}, keyId),
})
