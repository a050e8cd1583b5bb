const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"}

/** The predefined entities and numbers only, one level deep: nothing can be declared, so nothing multiplies. */
export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
        (asIs, decimal, hex, name) => {
          if (name) return entities[name.toLowerCase()]!
          const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
          return point <= 0x10ffff ? String.fromCodePoint(point) : asIs
        },
      )
    : text
