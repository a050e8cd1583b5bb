import {createHash} from 'node:crypto'

/** The canonical form of a JSON value (RFC 8785): members in the order of their UTF-16 code units, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** SHA-256, in lower-case hexadecimal, of a document but for its own member `digest`. */
export function digestOf(document: object): string {
  const {digest: _, ...rest} = document as {digest?: unknown}
  return createHash('sha256').update(canonical(rest)).digest('hex')
}
