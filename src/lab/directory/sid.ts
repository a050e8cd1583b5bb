/** The bytes of "S-1-5-21-…", as objectSid holds them. */
export function sidBytes(sid: string): {hex: string} {
  const [, revision = '0', authority = '0', ...parts] = sid.split('-')
  const bytes = Buffer.alloc(8 + parts.length * 4)
  bytes[0] = Number(revision)
  bytes[1] = parts.length
  bytes.writeUIntBE(Number(authority), 2, 6)
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(Number(part), 8 + index * 4)
  return {hex: bytes.toString('hex')}
}
