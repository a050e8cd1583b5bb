/** A part of a URL with octets in percents (RFC 3986 §2.1); behind a colon a percent sign may be that of a zone. */
export const percentEncoded =
  /(?<![\p{L}\p{N}._~:+-])[\p{L}\p{N}._~+-]{0,256}(?:%[0-9a-f]{2}[\p{L}\p{N}._~+-]{0,256})+/giu

/** Does to what is encoded what `alias` does to its text. */
export function inPercents(encoded: string, alias: (text: string) => string): string {
  let text: string
  try {
    text = decodeURIComponent(encoded)
  } catch {
    return alias(encoded)
  }
  const aliased = alias(text)
  return aliased === text ? encoded : encodeURIComponent(aliased)
}
