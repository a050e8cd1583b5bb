/** Names that .NET and OpenSSL write differently. */
const synonyms: Readonly<Record<string, string>> = {s: 'st', e: 'emailaddress'}

/** Relative distinguished names: a type, and a value in quotes or with escaped separators. */
const rdn = /([^\s,;+=\\"]+)\s*=\s*("(?:[^"]|"")*"|(?:\\.|[^,;+\\\n])*)/g

/** Longer than any subject; the registry may hold anything. */
const longest = 2000

/** A subject as an unordered set without regard to case and blanks: .NET prints it in the reverse order of OpenSSL. */
const rdnsOf = (subject: string): string =>
  [...subject.slice(0, longest).matchAll(rdn)]
    .map(([, type = '', value = '']) => {
      const name = type.toLowerCase()
      return `${synonyms[name] ?? name}=${plainValue(value)}`
    })
    .sort()
    .join('\n')

const plainValue = (value: string) =>
  value
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
    .replace(/\\(.)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** What CLIENT_CERT_IDENTIFIER says, and which certificates that is. */
export function identifierOf(text: string) {
  const digits = text.replace(/[\s:\u200b-\u200f\u202a-\u202e\ufeff]/g, '').toUpperCase()
  if (/^[0-9A-F]{40}$/.test(digits)) {
    const names = (certificate: {thumbprint: string}) => certificate.thumbprint.toUpperCase() === digits
    return {text, form: 'thumbprint', tidy: digits.length === text.length, names} as const
  }
  const rdns = rdnsOf(text)
  const names = (certificate: {subject: string}) => rdns !== '' && rdnsOf(certificate.subject) === rdns
  return {text, form: 'subject', tidy: true, names} as const
}
