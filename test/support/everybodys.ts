import {causes} from '../../src/catalogue/causes.ts'
import {checks} from '../../src/found.ts'

/** The product's hints take for an example what fixtures take for a customer. */
export const withoutExamples = (text: string): string => text.replaceAll('contoso.com;fabrikam.com', '')

/** What the product itself says: whatever is in there tells of no customer. */
const said = withoutExamples(JSON.stringify([checks, causes]).toLowerCase())
const saidWords = new Set(said.match(/[\p{L}\p{N}]+/gu))

/** Names that every installation has, and words of the names of everybody's hosts, roots and policies. */
const names = [
  's-1-5-18',
  's-1-5-19',
  's-1-5-20',
  '127.0.0.1',
  // Sixteen zero bytes.
  'aaaaaaaaaaaaaaaaaaaaaa==',
]
const words = new Set(
  'cn ou o dc inc nt networkservice localsystem com net digicert corporation rsa global root g2 microsoftonline onmicrosoft strongauthenticationservice adnotifications windowsazure auth ldaps https http example ras ias ad local svc rd ts npsmfa lab co uk'.split(
    ' ',
  ),
)
const isNumber =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}|[0-9a-f]{40,64}|s-1-[\d-]+|\d+(?:\.\d+){3}|[a-z0-9+/]{22}==)$/

/** Whether a text in lower case is the product's or Windows' own, so that finding it betrays nobody. */
export function isEverybodys(text: string): boolean {
  if (names.includes(text)) return true
  if (isNumber.test(text)) return said.includes(text)
  return (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).every(
    (word) => words.has(word) || saidWords.has(word) || /^\d+$/.test(word),
  )
}
