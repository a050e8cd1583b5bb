import {gunzipSync} from 'node:zlib'
import * as v from 'valibot'
import {NotJson, parseStrictly} from '../codecs/strict-json.ts'
import {UsageError} from '../core/usage-error.ts'
import {type Bundle, bundleShape} from './bundle.ts'
import {digestOf} from './digest.ts'

/** The largest bundle that is read, in bytes of JSON: that of a server with the logs of a busy week is below a tenth of it. */
export const largestBundle = 67_108_864

/** What the bytes of `file` hold, gzip or not. Throws `UsageError` for whatever is not a whole and unchanged `npsmfa.bundle/1`. */
export function parseBundle(file: string, bytes: Buffer): Bundle {
  if (bytes.length > largestBundle) throw tooLarge(file)
  const document = parsed(file, unpacked(file, bytes).toString('utf8'))
  const schema = (document as {schema?: unknown} | null)?.schema
  if (schema !== 'npsmfa.bundle/1')
    throw refused(
      file,
      typeof schema === 'string' && schema.startsWith('npsmfa.bundle/')
        ? 'it was made by a newer npsmfa; take that one to read it'
        : 'it is not a bundle of npsmfa; make one with npsmfa bundle create FILE',
    )
  const {success, output, issues} = v.safeParse(bundleShape, document)
  if (!success)
    throw refused(file, `its member ${v.getDotPath(issues[0]) ?? ''} is not what it must be; ask for it anew`)
  if (digestOf(document as object) !== output.digest)
    throw refused(file, 'its digest does not fit its content: it was changed or damaged; ask for it anew')
  return output
}

/** A bundle that cannot be used, and why. */
export const refused = (file: string, why: string) =>
  new UsageError(`The bundle ${file} cannot be used: ${why}.`)

const tooLarge = (file: string) =>
  refused(file, `it is larger than ${largestBundle / 1_048_576} MB, which no bundle is`)

function unpacked(file: string, bytes: Buffer): Buffer {
  // RFC 1952 §2.3.1
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, {maxOutputLength: largestBundle})
  } catch (error) {
    if ((error as {code?: string}).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file)
    throw refused(file, 'its gzip form is damaged; ask for it anew')
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return parseStrictly(text)
  } catch (error) {
    if (error instanceof NotJson) throw refused(file, `${error.message}; ask for it anew`)
    throw error
  }
}
