import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {digestOf} from '../../src/bundle/digest.ts'
import {npsmfa} from '../support/doctor.ts'
import {extensionXml} from '../support/event-text.ts'
import type {Installation} from './installation.ts'
import {talkative} from './plant.ts'
import {type Name, text} from './secrets.ts'

export type Inputs = Awaited<ReturnType<typeof inputs>>

/** The files that the runs are given; none of them lies where a run may write. */
export async function inputs(folder: string, {ca, credential, at}: Installation) {
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const secret = (name: Name) => file(`${name}.secret`, `${text(name)}\n`)
  const pem = file('extension.pem', `${credential.certificate}${credential.key}`)
  const pfx = (password: Name) => {
    const made = join(folder, `${password}.pfx`)
    const args = ['pkcs12', '-export', '-in', pem, '-out', made, '-passout', `file:${secret(password)}`]
    execFileSync('openssl', args, {stdio: 'ignore'})
    return made
  }
  const key = createHash('sha256').update(text('bundleMap')).digest('hex')
  const bundle = join(folder, 'honest.json')
  await npsmfa(['bundle', 'create', bundle, `--lab=${at('honest')}`, '--keep', 'all'])
  return {
    secret,
    ca: file('ca.pem', ca),
    pem,
    pfx: pfx('pfxPassword'),
    pfxOfFile: pfx('pfxPasswordFile'),
    notPem: file('mistake.pem', `-----BEGIN CERTIFICATE-----\n${text('pem')}\n-----END CERTIFICATE-----\n`),
    map: file('map.json', JSON.stringify({schema: 'npsmfa.aliases/1', key, aliases: []}, null, 2)),
    mapKey: Buffer.from(key, 'hex'),
    bundle,
    hostileBundle: file('hostile.json', hostile(await read(bundle))),
    tamperedBundle: file(
      'tampered.json',
      JSON.stringify({...(await read(bundle)), note: text('bundleMember')}),
    ),
    events: file('authz-admin.xml', extensionXml(new Date().toISOString(), talkative(), 'Admin')),
    pasted: file('ticket.txt', ticket),
    az: fakeAzureCli(folder),
  }
}

const read = async (file: string) => JSON.parse((await npsmfa(['bundle', 'show', '--json', file])).stdout)

/** Of another version: a fact that nobody here knows, in a bundle that is whole. */
function hostile(bundle: {evidence: object; digest: string}): string {
  const value = {token: text('bundleMember')}
  const unknown = {known: true, value, via: text('bundleMember'), as: 'x', at: '2026-01-01T00:00:00Z', ms: 1}
  const changed = {...bundle, evidence: {...bundle.evidence, 'fact-of-tomorrow': unknown}}
  return JSON.stringify({...changed, digest: digestOf(changed)})
}

/** What people paste without looking. */
const ticket = `${talkative()}

netsh nps> show client
Client configuration:
---------------------------------------------------------
Name              = VPN gateway
Address           = 192.0.2.70
State             = Enabled
Shared secret     = ${text('logNetsh')}
Require auth attrib = No

GET /v1.0/organization HTTP/1.1
Authorization: Bearer ${text('explainBearer')}
password: ${text('explainPassword')}
`

/** Programs called az: one that is signed in, one that complains; both write down how they were started. */
function fakeAzureCli(folder: string): {signedIn: string; complaining: string} {
  const make = (name: string, ...lines: string[]) => {
    const bin = join(folder, name)
    mkdirSync(bin)
    const note = 'tr "\\0" "\\n" </proc/$$/environ >az-environment; echo "$@" >az-arguments'
    writeFileSync(join(bin, 'az'), `#!/bin/sh\n${[note, ...lines].join('\n')}\n`)
    chmodSync(join(bin, 'az'), 0o755)
    return bin
  }
  return {
    signedIn: make('az-in', `echo '{"accessToken": "${text('azureCliToken')}"}'`),
    complaining: make('az-out', `echo 'ERROR: token ${text('azureCliComplaint')} is expired' >&2`, 'exit 1'),
  }
}
