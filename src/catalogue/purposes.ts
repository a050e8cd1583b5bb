/** The purpose that an own certificate must have (RFC 5280 §4.2.1.12). */
export const clientAuthentication = '1.3.6.1.5.5.7.3.2'
export const anyPurpose = '2.5.29.37.0'

/** Null: not restricted at all. */
export const isForOtherPurposes = (purposes: readonly string[] | null): boolean =>
  purposes !== null && !purposes.includes(clientAuthentication) && !purposes.includes(anyPurpose)
