import {closeSync, openSync, readSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import * as v from 'valibot'
import {NotJson, parseStrictly} from '../codecs/strict-json.ts'
import {UsageError} from '../core/usage-error.ts'
import {type Bundle, bundleShape} from './bundle.ts'
import {digestOf} from './digest.ts'

/** The largest bundle that is read, in bytes of JSON: that of a server with the logs of a busy week is below a tenth of it. */
export const largestBundle = 67_108_864

/** Reads a bundle, gzip or not. Throws `UsageError` for whatever is not a whole and unchanged `npsmfa.bundle/1`. */
export function readBundle(file: string): Bundle {
  const document = parsed(file, unpacked(file, bytesOf(file)).toString('utf8'))
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

const refused = (file: string, why: string) => new UsageError(`The bundle ${file} cannot be used: ${why}.`)

function bytesOf(file: string): Buffer {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const open = openSync(file, 'r')
    try {
      // Not by the size the file claims: a device or a pipe claims none.
      for (let read = 1; read > 0 && size <= largestBundle; size += read) {
        const chunk = Buffer.allocUnsafe(1_048_576)
        read = readSync(open, chunk, 0, chunk.length, null)
        chunks.push(chunk.subarray(0, read))
      }
    } finally {
      closeSync(open)
    }
  } catch (error) {
    throw refused(
      file,
      `it cannot be read (${(error as {code?: string}).code}); give the path of a readable file`,
    )
  }
  if (size > largestBundle) throw tooLarge(file)
  return Buffer.concat(chunks)
}

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
