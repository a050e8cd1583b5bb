/**
 * What the versions of the NPS extension differ in.
 * Source: Microsoft Learn, "Integrate your existing NPS infrastructure with Microsoft Entra multifactor authentication"
 * and "How number matching works in MFA push notifications".
 */
export const since = {
  /** Reads several certificates; before, one only. */
  severalCertificates: '1.0.1.32',
  /** Honours OVERRIDE_NUMBER_MATCHING_WITH_OTP; before, Approve/Deny only. */
  numberMatchingOverride: '1.0.1.40',
  /** Asks users who have a one-time password for it without being told to. */
  oneTimePasswordByDefault: '1.2.2216.1',
  /** Takes a thumbprint in CLIENT_CERT_IDENTIFIER; before (1.2.2677.2 and older), a subject only. */
  thumbprint: '1.2.2893.1',
} as const

/** The newest version that is known of. */
export const newest = '1.2.2893.1'

const numbers = (version: string): number[] | null =>
  /^\d{1,9}(\.\d{1,9}){0,3}$/.test(version) ? version.split('.').map(Number) : null

/** Below, equal or above zero, comparing the parts as numbers; null where either is no version. */
export function compareVersions(a: string, b: string): number | null {
  const [left, right] = [numbers(a), numbers(b)]
  if (!left || !right) return null
  const parts = [0, 1, 2, 3].map((i) => (left[i] ?? 0) - (right[i] ?? 0))
  return parts.find((difference) => difference !== 0) ?? 0
}

/** Whether a version is that one or newer; null where nothing tells it. */
export function isAtLeast(version: string | null, least: string): boolean | null {
  const order = version === null ? null : compareVersions(version, least)
  return order === null ? null : order >= 0
}
