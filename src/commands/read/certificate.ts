import {createPrivateKey, X509Certificate} from 'node:crypto'
import {UsageError} from '../../core/usage-error.ts'
import {type Credential, credentialOf} from '../../world/credential.ts'
import {readSmall, secret} from './secrets.ts'

interface Given {
  pfx?: string | undefined
  cert?: string | undefined
  key?: string | undefined
}

/** The extension's certificate and key from --pfx, or --cert and --key; null when none is given. */
export async function readCertificate({pfx, cert, key}: Given): Promise<Credential | null> {
  if (pfx !== undefined) return fromPfx(pfx)
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined) {
    throw new UsageError('--cert and --key belong together; give both, or --pfx.')
  }
  return fromPem({file: cert, given: '--cert'}, {file: key, given: '--key'})
}

async function fromPfx(file: string): Promise<Credential> {
  const {openPfx} = await import('../../index.ts')
  const {certificate, key} = await openPfx(readSmall(file, '--pfx'), secret('PFX_PASSWORD') ?? '').catch(
    (error: Error) => {
      const sentence = error.message.replace(/\.?$/, '')
      throw new UsageError(
        `The file given by --pfx cannot be opened: ${sentence}; its password belongs in NPSMFA_PFX_PASSWORD.`,
      )
    },
  )
  return credentialOf(certificate, key)
}

interface PemFile {
  file: string
  given: string
}

/** A certificate and its key from PEM files, which may be one. */
export function fromPem(cert: PemFile, key: PemFile): Credential {
  const text = readCa(cert.file, cert.given)
  const keyText = readSmall(key.file, key.given).toString('utf8')
  orElse(
    () => createPrivateKey(keyText),
    `The file given by ${key.given} holds no private key without a password; give it as PEM (-----BEGIN PRIVATE KEY-----).`,
  )
  return orElse(
    () => credentialOf(text, keyText),
    `The key given by ${key.given} does not belong to the certificate given by ${cert.given}; give the pair.`,
  )
}

/** A certificate's PEM text. */
export function readCa(file: string, given: string): string {
  const text = readSmall(file, given).toString('utf8')
  const sentence = `The file given by ${given} holds no certificate; give it as PEM (-----BEGIN CERTIFICATE-----).`
  orElse(() => new X509Certificate(text), sentence)
  return text
}

function orElse<T>(make: () => T, sentence: string): T {
  try {
    return make()
  } catch {
    throw new UsageError(sentence)
  }
}
