/** What stands in the place of a secret. */
const left = '…'
/** Shorter ones occur in any text by chance. */
const shortest = 4
/** So much of the beginning gives a long one away where a server cuts off what it repeats. */
const enough = 16

/**
 * What a server says, without the secrets it was sent: there are token services, proxies and directories that repeat
 * in an error what they were asked with. As it is, cut off, URL-encoded, and in base64.
 */
export function redacted(text: string, secrets: readonly string[]): string {
  const written = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => {
      const bytes = Buffer.from(secret)
      return [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')]
    })
  // The longest first, since one may be a part of another.
  return [...new Set(written)].sort((a, b) => b.length - a.length).reduce(without, text)
}

function without(text: string, secret: string): string {
  const start = secret.slice(0, enough)
  let [kept, from] = ['', 0]
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, from)) {
    let end = at + start.length
    while (end - at < secret.length && text[end] === secret[end - at]) end++
    kept += text.slice(from, at) + left
    from = end
  }
  return kept + text.slice(from)
}
