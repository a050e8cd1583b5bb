import {clouds} from '../catalogue/clouds.ts'
import {type EvidenceRecord, valueIn} from '../core/evidence.ts'
import {deployment} from '../facts/deployment.ts'
import type {GraphPlace} from '../world/world.ts'

/** The tenant of whoever signs in, whichever that is. */
export const notKnown = 'organizations'

/** Where the tenant is that a change writes to, as far as it is known. */
export function placeIn(record: EvidenceRecord): GraphPlace {
  const d = valueIn(record, deployment)
  const {graphHost, stsUrl} = clouds.public
  return {
    host: d?.graphHost ?? graphHost,
    stsUrl: d?.stsUrl ?? stsUrl,
    tenant: d?.tenant ?? notKnown,
  }
}
