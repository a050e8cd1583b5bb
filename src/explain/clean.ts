/** Of a longer text only so much is looked at. */
export const longestInput = 1_048_576

const breaks = /<\s{0,8}(?:br|\/p|\/div|\/li|\/tr|\/td|hr)\b[^<>]{0,200}>/gi
const tags =
  /<\s{0,8}\/?(?:p|div|span|font|b|i|u|em|strong|pre|code|td|tr|table|tbody|ul|ol|li|a|html|body|blockquote|h[1-6]|wbr)\b[^<>]{0,500}>/gi
const entities = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  shy: '',
  zwnj: '',
  zwj: '',
}

/** A text as it stood where it was copied from: without what tickets, mails and web pages made of it. */
export function clean(input: string): string {
  let text = input.slice(0, longestInput)
  // Twice: a ticket that was pasted into another one has "&amp;lt;".
  for (let round = 0; round < 2 && /[<&]/.test(text); round++)
    text = text.replace(breaks, '\n').replace(tags, '').replace(entities, decoded)
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t]/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u0000]/g, '')
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/\\r\\n|\\n/g, '\n')
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole
  const point = decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16)
  return point <= 0x10ffff ? String.fromCodePoint(point) : ' '
}
