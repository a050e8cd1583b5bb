import type {Cause} from './cause.ts'
import {alternateIdCauses} from './causes/alternate-id.ts'
import {certificateCauses} from './causes/certificate.ts'
import {benignCauses, expectationCauses} from './causes/expectation.ts'
import {firstFactorCauses} from './causes/first-factor.ts'
import {furtherFirstFactorCauses} from './causes/first-factor-further.ts'
import {lookUpCauses} from './causes/look-up.ts'
import {methodCauses} from './causes/method.ts'
import {networkCauses} from './causes/network.ts'
import {serviceCauses} from './causes/service.ts'
import {setupCauses} from './causes/setup.ts'
import {timingCauses} from './causes/timing.ts'
import {tokenCauses} from './causes/token.ts'
import {furtherTokenCauses} from './causes/token-further.ts'
import {transportCauses} from './causes/transport.ts'
import {userCauses} from './causes/user.ts'

const all = [
  serviceCauses,
  setupCauses,
  transportCauses,
  firstFactorCauses,
  furtherFirstFactorCauses,
  tokenCauses,
  certificateCauses,
  networkCauses,
  furtherTokenCauses,
  lookUpCauses,
  alternateIdCauses,
  methodCauses,
  userCauses,
  timingCauses,
  expectationCauses,
  benignCauses,
].flat()

/** Ids of all causes. */
export type CauseId = (typeof all)[number]['id']

/** Every cause that is known, from public reports and the vendor's pages, in the order of a sign-in's way. */
export const causes: readonly Cause[] = all

export const causeById: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause.id, cause]))

/** A cause that is known to be there. */
export const causeOf = (id: CauseId): Cause => causeById.get(id)!
