import {X509Certificate} from 'node:crypto'
import type {Credential} from '../../world/credential.ts'

const guid = /^CN=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/im

/** The tenant in the subject of the vendor's certificates: CN=<tenant id>, OU=Microsoft NPS Extension. */
export const tenantOf = (credential: Credential | null): string | null =>
  credential ? (guid.exec(new X509Certificate(credential.certificate).subject)?.[1] ?? null) : null
