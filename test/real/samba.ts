import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Need} from './can-start.ts'
import type {Issued} from './certificates.ts'
import type {Island, Service} from './island.ts'

export const sambaNeeds: readonly Need[] = [
  {file: 'samba', packages: 'samba samba-ad-dc winbind'},
  {file: 'samba-tool', packages: 'samba'},
  {file: 'setup/ad-schema', packages: 'samba-ad-provision'},
  {file: 'samba/samdb.py', packages: 'python3-samba samba-dsdb-modules samba-vfs-modules'},
]

/** What one entry of the directory is made of; bytes are given in base64. */
export interface Seed {
  name: string
  objectClass?: string
  password?: string
  attributes: Readonly<Record<string, string | {base64: string}>>
  /** Attributes that can be set only once the account exists. */
  afterwards?: Readonly<Record<string, string>>
}

export const realm = 'AD.CONTOSO.TEST'
const address = '127.0.53.10'
export const controller = {host: 'dc1.ad.contoso.test', otherName: 'dc2.ad.contoso.test', address}

export interface Directory {
  /** Its smb.conf. */
  settings: string
  /** base64 of each user's objectGUID, by sAMAccountName. */
  guids: Readonly<Record<string, string>>
  /** Starts the domain controller with a certificate, and with GnuTLS's priorities where they are given. */
  start(certificate: Issued, ca: Issued, priority?: string): Promise<Service>
}

/**
 * An Active Directory by Samba: provisioned into the island's folder, seeded, and not yet started; `dns`: a name server,
 * too; `kdc`: Kerberos tickets, too; `winbind`: names and passwords for ntlm_auth, too.
 */
export async function provision(
  island: Island,
  users: readonly Seed[],
  {dns = false, kdc = false, winbind = false}: {dns?: boolean; kdc?: boolean; winbind?: boolean} = {},
): Promise<Directory> {
  const folder = join(island.folder, 'dc')
  const settings = join(folder, 'etc', 'smb.conf')
  mkdirSync(join(folder, 'etc'), {recursive: true})
  // Without a file of our own, that of the machine would be taken for a start.
  const empty = join(island.folder, 'empty.conf')
  writeFileSync(empty, '[global]\n')
  await island.must('samba-tool', [
    ...['domain', 'provision', '--configfile', empty, '--targetdir', folder, '--host-name', 'dc1'],
    ...['--realm', realm, '--domain', 'CONTOSO', '--server-role', 'dc'],
    ...['--dns-backend', dns ? 'SAMBA_INTERNAL' : 'NONE'],
    ...['--host-ip', address, '--option', `interfaces=${address}/8`],
  ])
  const chosen = [
    'ldap',
    ...(dns ? ['dns'] : []),
    ...(kdc ? ['kdc'] : []),
    ...(winbind ? ['winbindd', 'rpc', 'cldap'] : []),
  ]
  const services = [
    `server services = ${chosen.join(', ')}`,
    // Else no proof by Kerberos is taken inside TLS, as Windows takes it.
    ...(kdc ? ['ldap server require strong auth = allow_sasl_over_tls'] : []),
    ...(winbind
      ? ['ntlm auth = mschapv2-and-ntlmv2-only', `winbindd socket directory = ${folder}/run/winbindd`]
      : []),
  ]
  configure(folder, settings, services)
  // Registers the names that tickets are issued for, which otherwise a service does a while after the start.
  if (kdc) await island.must('samba_spnupdate', ['-s', settings])
  const seed = join(import.meta.dirname, 'seed.py')
  const input = JSON.stringify({suffixes: ['contoso.test', 'fabrikam.test'], users})
  const guids = JSON.parse(await island.must('/usr/bin/python3', [seed, settings], {input}))
  return {
    settings,
    guids,
    start({key, certificate}, ca, priority) {
      const tls = [
        ...services,
        `tls keyfile = ${key}`,
        `tls certfile = ${certificate}`,
        `tls cafile = ${ca.certificate}`,
      ]
      configure(folder, settings, priority ? [...tls, `tls priority = ${priority}`] : tls)
      const ports = [389, 636, 3268, 3269, ...(dns ? [53] : []), ...(kdc ? [88] : [])].map(
        (port) => `tcp ${address}:${port}`,
      )
      const args = ['--configfile', settings, '--interactive', '--no-process-group', '--model=standard']
      return island.start('samba', args, ports)
    },
  }
}

/** Everything below one folder, on one address, and of a domain controller's services only the directory. */
function configure(folder: string, file: string, more: readonly string[]): void {
  for (const name of ['run', 'log', 'cache']) mkdirSync(join(folder, name), {recursive: true})
  const lines = [
    '[global]',
    'netbios name = DC1',
    `realm = ${realm}`,
    'workgroup = CONTOSO',
    'server role = active directory domain controller',
    // Samba takes an address with /32 for a broadcast address and listens nowhere.
    `interfaces = ${address}/8`,
    'bind interfaces only = yes',
    `private dir = ${folder}/private`,
    `state directory = ${folder}/state`,
    `lock directory = ${folder}`,
    `cache directory = ${folder}/cache`,
    `pid directory = ${folder}/run`,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    `log file = ${folder}/log/samba`,
    ...more,
    '',
  ]
  writeFileSync(file, lines.join('\n'))
}
