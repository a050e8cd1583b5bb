import {aadsts, type TokenRefusal} from '../aadsts.ts'
import type {Code} from '../code.ts'

const ofRefusal: Readonly<Record<TokenRefusal, readonly string[]>> = {
  'certificate-refused': ['CERT_PAIR_MISMATCH', 'CERT_EXPIRED', 'CERT_TENANT_MISMATCH'],
  'client-disabled': ['SP_DISABLED'],
  'connector-disabled': ['SP_DISABLED', 'TENANT_INACTIVE', 'LICENCE'],
  'client-missing': ['SP_MISSING', 'SOVEREIGN_CLOUD', 'WRONG_TENANT'],
  'resource-missing': ['SP_MISSING', 'SOVEREIGN_CLOUD'],
  'tenant-not-found': ['TENANT_ID_FORMAT', 'SOVEREIGN_CLOUD'],
  'wrong-cloud': ['SOVEREIGN_CLOUD'],
  clock: ['CLOCK_WRONG'],
  'assertion-malformed': ['CERT_TENANT_MISMATCH', 'OWN_REQUEST'],
  'secret-refused': ['SECRET_USED'],
  'old-tls': ['TLS12_DISABLED'],
  policy: ['WORKLOAD_POLICY'],
  'tenant-restrictions': ['TENANT_RESTRICTIONS'],
  busy: ['SERVICE_SIDE', 'THROTTLED'],
  'wrong-identity': ['WRONG_SIGN_IN'],
}

/** Causes of a group of refusals; nothing for what is no such group. */
export const causesOfRefusal = (refusal: string): readonly string[] | undefined =>
  Object.hasOwn(ofRefusal, refusal) ? ofRefusal[refusal as TokenRefusal] : undefined

/** A sign-in was refused for what the person did at the prompt; it is in sign-in logs, not in the extension's. */
const strongAuthenticationFailed: Code = {
  code: 'AADSTS500121',
  depth: 'exact',
  meaning: 'the second factor was refused, not answered in time, or reported as fraud',
  not: 'the certificate or the server',
  causes: ['USER_DENIED', 'NO_RESPONSE', 'USER_BLOCKED_FRAUD', 'WRONG_CODE'],
}

/** "AADSTS…" by number. Source: see aadsts.ts. */
export const tokenServiceCodes: ReadonlyMap<number, Code> = new Map<number, Code>([
  ...[...aadsts].map(([number, {refusal, meaning}]): [number, Code] => [
    number,
    {
      code: `AADSTS${number}`,
      depth: 'exact',
      meaning,
      ...(refusal === 'client-disabled' ? {not: 'the certificate or the firewall'} : {}),
      causes: ofRefusal[refusal],
    },
  ]),
  [500121, strongAuthenticationFailed],
])
