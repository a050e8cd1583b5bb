import {pause} from '../../../core/until.ts'
import {type Prover, signedToken} from '../assertion.ts'
import type {GraphWriter} from '../graph-writer.ts'
import {WriteRefused, WriteUnsure} from '../write-failure.ts'
import {digest, entryFor, type TenantKey} from './key.ts'
import {type Pace, patiently} from './pace.ts'
import {pathOf, permission, readPrincipal, type TenantPrincipal} from './principal.ts'

/** The audience of a proof: Azure AD Graph (Microsoft Graph, "servicePrincipal: addKey"). */
const audience = '00000002-0000-0000-c000-000000000000'
/** More requests are not made while it is in doubt whether one was done. */
const most = 3

/** One write by proof: what it asks, and whether the keys show that it was done. */
interface Step {
  action: 'addKey' | 'removeKey'
  what: string
  body: object
  done(keys: readonly TenantKey[]): boolean
}

interface Proven {
  /** Whether Graph has answered; else only the keys show that it was done. */
  answer: Record<string, unknown> | null
  /** How often it was asked; not at all where the keys were so already. */
  asked: number
}

/** Adds a certificate by proof of an existing key, so that no other writer can be harmed. Its key ids: more than one where a lost answer made it be asked again. */
export async function addKeyWithProof(
  graph: GraphWriter,
  pace: Pace,
  principal: TenantPrincipal,
  der: Uint8Array,
  prover: Prover,
  signal: AbortSignal,
): Promise<{keyIds: string[]; asked: number}> {
  const sha256 = digest('sha256', der)
  const {keyId: _, ...keyCredential} = entryFor(der)
  const of = (keys: readonly TenantKey[]) => keys.filter((key) => key.sha256 === sha256)
  const step: Step = {
    action: 'addKey',
    what: 'add the certificate',
    body: {keyCredential, passwordCredential: null},
    done: (keys) => of(keys).length > 0,
  }
  if (step.done(principal.keys)) return {keyIds: of(principal.keys).map(({keyId}) => keyId), asked: 0}
  const {answer, asked} = await prove(graph, pace, principal, step, prover, signal)
  const known = answer?.keyId
  if (asked === 1 && typeof known === 'string') return {keyIds: [known], asked}
  await shows(graph, pace, principal, step, signal)
  const now = await readPrincipal(graph, principal.appId, signal)
  return {keyIds: of(now?.keys ?? []).map(({keyId}) => keyId), asked}
}

/** Takes away one key by proof of a key that stays. */
export async function removeKeyWithProof(
  graph: GraphWriter,
  pace: Pace,
  principal: TenantPrincipal,
  keyId: string,
  prover: Prover,
  signal: AbortSignal,
): Promise<{asked: number}> {
  const done = (keys: readonly TenantKey[]) => keys.every((key) => key.keyId !== keyId)
  const step: Step = {action: 'removeKey', what: 'remove the key', body: {keyId}, done}
  if (done(principal.keys)) return {asked: 0}
  const {asked} = await prove(graph, pace, principal, step, prover, signal)
  return {asked}
}

async function prove(
  graph: GraphWriter,
  pace: Pace,
  principal: TenantPrincipal,
  step: Step,
  prover: Prover,
  signal: AbortSignal,
): Promise<Proven> {
  for (let asked = 1; ; asked++)
    try {
      const answer = await patiently(signal, async () => {
        const proof = await signedToken({aud: audience, iss: principal.objectId}, prover)
        const path = `${pathOf(principal.appId)}/${step.action}`
        const writing = {what: step.what, permission, proofs: [proof], signal}
        return graph.post(path, {...step.body, proof}, writing)
      })
      return {answer, asked}
    } catch (error) {
      const doubt = error instanceof WriteUnsure || (error instanceof WriteRefused && asked > 1)
      if (!doubt) throw error
      if (await shows(graph, pace, principal, step, signal)) return {answer: null, asked}
      if (asked === most || signal.aborted || error instanceof WriteRefused) throw error
    }
}

/** Whether the keys show it before the patience ends. */
async function shows(
  graph: GraphWriter,
  {pauseMs, patienceMs}: Pace,
  {appId}: TenantPrincipal,
  {done}: Step,
  signal: AbortSignal,
): Promise<boolean> {
  for (const end = performance.now() + patienceMs; ; await pause(pauseMs, signal)) {
    const now = await readPrincipal(graph, appId, signal)
    if (now && done(now.keys)) return true
    if (performance.now() >= end || signal.aborted) return false
  }
}
