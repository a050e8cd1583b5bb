/** The parts of a distinguished name, spelled so that equal names are equal text. */
export function dnParts(dn: string): string[] {
  const parts = dn.match(/(?:\\.|[^,\\])+/gs) ?? []
  return parts.map((part) =>
    unescaped(part)
      .trim()
      .replace(/\s*=\s*/, '=')
      .toLowerCase(),
  )
}

export const sameDn = (one: string, other: string): boolean =>
  dnParts(one).join('\0') === dnParts(other).join('\0')

/** How many levels `dn` lies below `base`: 0 is the base itself, null is elsewhere. */
export function depthBelow(dn: string, base: string): number | null {
  const [inner, outer] = [dnParts(dn), dnParts(base)]
  const depth = inner.length - outer.length
  return depth >= 0 && inner.slice(depth).join('\0') === outer.join('\0') ? depth : null
}

/** Undoes RFC 4514's escapes: `\2C` and `\,`. */
const unescaped = (part: string) =>
  part.replace(/((?:\\[0-9a-f]{2})+)|\\(.)/gis, (_all, hex: string | undefined, char: string) =>
    hex ? Buffer.from(hex.replaceAll('\\', ''), 'hex').toString() : char,
  )
