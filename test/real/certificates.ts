import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

/** Files in PEM. */
export interface Issued {
  key: string
  certificate: string
  /** The certificate and what is above it, without the root: what a server should send. */
  chain: string
  /** None where it signed itself. */
  by?: Issued
}

export interface Asked {
  /** As openssl writes it: /O=…/CN=… */
  subject: string
  /** DNS names of a server's certificate; without them it is a certification authority's. */
  names?: readonly string[]
  /** Without one it signs itself. */
  by?: Issued
  from?: Date
  to?: Date
}

const day = 86_400_000
export const daysFromNow = (days: number): Date => new Date(Date.now() + days * day)

/** 20261123085512Z */
const stamp = (date: Date) => date.toISOString().replace(/[-:T]|\.\d+/g, '')

function openssl(...args: string[]): void {
  const {status, stderr} = spawnSync('openssl', args, {encoding: 'utf8'})
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
}

/** Certificates by OpenSSL, in a folder. */
export function certificatesIn(folder: string): (name: string, asked: Asked) => Issued {
  mkdirSync(folder, {recursive: true})
  const file = (name: string) => join(folder, name)
  const settings = file('ca.cnf')
  const database = {index: file('index'), serial: file('serial')}
  writeFileSync(database.index, '')
  writeFileSync(database.serial, '1000')
  const lines = [
    '[ca]',
    'default_ca = any',
    '[any]',
    `database = ${database.index}`,
    `serial = ${database.serial}`,
    `new_certs_dir = ${folder}`,
    'default_md = sha256',
    'policy = free',
    'unique_subject = no',
    'copy_extensions = copyall',
    '[free]',
    'countryName = optional',
    'organizationName = optional',
    'commonName = supplied',
    '',
  ]
  writeFileSync(settings, lines.join('\n'))

  return (name, {subject, names, by, from = daysFromNow(-30), to = daysFromNow(300)}) => {
    const [key, request, certificate] = [file(`${name}.key`), file(`${name}.csr`), file(`${name}.crt`)]
    const extensions = names
      ? [
          'basicConstraints=critical,CA:FALSE',
          'extendedKeyUsage=serverAuth',
          `subjectAltName=${names.map((n) => `DNS:${n}`).join(',')}`,
        ]
      : ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
    openssl(
      ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', subject, '-keyout', key, '-out', request],
      ...extensions.flatMap((extension) => ['-addext', extension]),
    )
    const signer = by ? ['-cert', by.certificate, '-keyfile', by.key] : ['-selfsign', '-keyfile', key]
    const span = ['-startdate', stamp(from), '-enddate', stamp(to)]
    openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      settings,
      ...signer,
      ...span,
      '-in',
      request,
      '-out',
      certificate,
    )
    const chain = file(`${name}.chain`)
    const sent = by?.by ? [certificate, by.chain] : [certificate]
    writeFileSync(chain, sent.map((f) => readFileSync(f, 'utf8')).join(''))
    return {key, certificate, chain, ...(by ? {by} : {})}
  }
}
