import {clientAppId} from '../../catalogue/apps.ts'
import {registered} from '../healthy/tenant.ts'
import type {LabState, Maker} from '../state.ts'
import {principal} from './change.ts'

type Wish = Parameters<Maker['extensionCertificate']>[0]

/** A certificate in the place of the healthy one, known to the tenant as well. */
export async function replaceCertificate(state: LabState, make: Maker, wish: Wish): Promise<void> {
  const made = await make.extensionCertificate(wish)
  state.server.certificates = [made]
  principal(state, clientAppId).keys = [registered(made.certificate)]
}

/** One more of the same subject, which the tenant knows too. */
export async function addCertificate(
  state: LabState,
  make: Maker,
  wish?: Wish,
): Promise<{certificate: string; key: string | null}> {
  const made: {certificate: string; key: string | null} = await make.extensionCertificate(wish)
  state.server.certificates.push(made)
  principal(state, clientAppId).keys.push(registered(made.certificate))
  return made
}
