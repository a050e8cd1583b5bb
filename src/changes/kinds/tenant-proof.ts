import {X509Certificate} from 'node:crypto'
import type {Prover} from '../../world/entra/assertion.ts'
import {ChangeFailed, type Doors} from '../change.ts'

/** A list of keys is written, watched and mended for at most so long, in milliseconds. */
export const listMs = 180_000

/** What proves that this server may change the keys: a certificate of its store, by its thumbprint. */
export async function proverOf(thumbprint: string, {windows}: Doors): Promise<Prover> {
  const found = (await windows.certificates()).find((certificate) => certificate.thumbprint === thumbprint)
  if (!found) throw new ChangeFailed(`the certificate ${thumbprint}, which was to prove it, is gone`)
  const {fingerprint256} = new X509Certificate(found.certificate)
  return {
    sha1: thumbprint,
    sha256: fingerprint256.replaceAll(':', ''),
    sign: (data) => windows.sign(thumbprint, data),
  }
}
