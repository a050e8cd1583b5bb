const unit = /\bOU\s*=\s*"?Microsoft NPS Extension\b/i
const tenant = /\bCN\s*=\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/i

/** Whether a subject names the NPS extension, as the certificates of its own script do. */
export const isExtensionSubject = (subject: string): boolean => unit.test(subject)

/** The tenant in a subject of the script's form, `CN=<tenant id>, OU=Microsoft NPS Extension`, lower case; else null. */
export const tenantInSubject = (subject: string): string | null =>
  isExtensionSubject(subject) ? (tenant.exec(subject)?.[1]?.toLowerCase() ?? null) : null
