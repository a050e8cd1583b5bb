import {gunzipSync} from 'node:zlib'
import * as v from 'valibot'
import {NotJson, parseStrictly} from '../codecs/strict-json.ts'
import {UsageError} from '../core/usage-error.ts'
import {plain} from '../core/words.ts'
import {type Bundle, bundleShape} from './bundle.ts'
import {digestOf} from './digest.ts'

/** The largest bundle that is read, in bytes of JSON: that of a server with the logs of a busy week is below a tenth of it. */
export const largestBundle = 67_108_864

/** What bytes hold, gzip or not; `given` is what named the file. Throws `UsageError` for whatever is not a whole and unchanged `npsmfa.bundle/1`. */
export function parseBundle(given: string, bytes: Buffer): Bundle {
  if (bytes.length > largestBundle) throw tooLarge(given)
  // An editor of Windows may have put a byte order mark before it.
  const document = parsed(
    given,
    unpacked(given, bytes)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  )
  const schema = (document as {schema?: unknown} | null)?.schema
  if (schema !== 'npsmfa.bundle/1')
    throw refused(
      given,
      typeof schema === 'string' && schema.startsWith('npsmfa.bundle/')
        ? 'it was made by a newer npsmfa; take that one to read it'
        : 'it is not a bundle of npsmfa; make one with npsmfa bundle create FILE',
    )
  const {success, output, issues} = v.safeParse(bundleShape, document)
  if (!success)
    throw refused(
      given,
      `its member ${v.getDotPath(issues[0]) ?? ''} is not what it must be; ask for it anew`,
    )
  if (digestOf(document as object) !== output.digest)
    throw refused(given, 'its digest does not fit its content: it was changed or damaged; ask for it anew')
  return output
}

/** A bundle that cannot be used, and why: that may name a member of it. */
export const refused = (given: string, why: string) =>
  new UsageError(`The bundle given by ${given} cannot be used: ${plain(why)}.`)

const tooLarge = (given: string) =>
  refused(given, `it is larger than ${largestBundle / 1_048_576} MB, which no bundle is`)

function unpacked(given: string, bytes: Buffer): Buffer {
  // RFC 1952 §2.3.1
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, {maxOutputLength: largestBundle})
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(given)
    throw refused(given, 'its gzip form is damaged; ask for it anew')
  }
}

function parsed(given: string, text: string): unknown {
  try {
    return parseStrictly(text)
  } catch (error) {
    if (error instanceof NotJson) throw refused(given, `${error.message}; ask for it anew`)
    throw error
  }
}
