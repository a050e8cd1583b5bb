import {UsageError} from '../../core/usage-error.ts'
import {readAtMost} from '../../world/read-at-most.ts'
import {hidden} from './hidden.ts'

/** No secret and no certificate file is larger, in bytes. */
const largest = 1_048_576

/** A secret from NPSMFA_<NAME> or the file that NPSMFA_<NAME>_FILE names; null when neither is set. Never from a flag. */
export function secret(name: string): string | null {
  const variable = `NPSMFA_${name}`
  const file = process.env[`${variable}_FILE`]
  if (process.env[variable] !== undefined) return process.env[variable]
  return file === undefined
    ? null
    : readSmall(file, `${variable}_FILE`)
        .toString('utf8')
        .replace(/\r?\n$/, '')
}

/** The same, else asked for at the terminal; without a terminal it is wrong usage. */
export async function neededSecret(name: string, what: string): Promise<string> {
  const given = secret(name)
  if (given !== null) return given
  if (process.stdin.isTTY && process.stderr.isTTY) return hidden(`${what}: `)
  throw new UsageError(
    `${what} is needed: set NPSMFA_${name}, or NPSMFA_${name}_FILE to a file that holds it.`,
  )
}

/** A small file's bytes; anything else than a readable file of bounded size is wrong usage. */
export function readSmall(file: string, given: string): Buffer {
  const bytes = readOrRefuse(file, given)
  if (bytes.length <= largest) return bytes
  throw new UsageError(
    `The file given by ${given} is larger than ${largest / 1024} kB; that is not what is asked for.`,
  )
}

function readOrRefuse(file: string, given: string): Buffer {
  try {
    return readAtMost(file, largest)
  } catch (error) {
    const code = (error as {code?: string}).code
    throw new UsageError(
      `The file given by ${given} cannot be read (${code}); give the path of a readable file.`,
    )
  }
}
