const foreign = /[\x80-\xff]/
const utf8 = new TextDecoder('utf-8', {fatal: true})
const ansi = new TextDecoder('windows-1252')

/**
 * What a text says that was taken as a byte a character: NPS writes UTF-8 or, where it is older, in the code page of the
 * system.
 */
export function decoded(raw: string): string {
  if (!foreign.test(raw)) return raw
  const bytes = Buffer.from(raw, 'latin1')
  try {
    return utf8.decode(bytes)
  } catch {
    return ansi.decode(bytes)
  }
}
