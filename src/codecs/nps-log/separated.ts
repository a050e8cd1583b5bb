/** More fields than a line of any of these logs has. */
const mostFields = 1_024

/** The fields of one record of separated values; quotes are doubled inside quotes. Null where a quote does not end. */
export function separated(record: string, separator: string): string[] | null {
  const fields: string[] = []
  let at = 0
  while (at <= record.length && fields.length < mostFields) {
    if (record[at] === '"') {
      const end = closingQuote(record, at + 1)
      if (end < 0) return null
      fields.push(record.slice(at + 1, end).replaceAll('""', '"'))
      const next = record.indexOf(separator, end + 1)
      if (next < 0) return fields
      at = next + 1
    } else {
      const next = record.indexOf(separator, at)
      if (next < 0) {
        fields.push(record.slice(at))
        return fields
      }
      fields.push(record.slice(at, next))
      at = next + 1
    }
  }
  return fields
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
