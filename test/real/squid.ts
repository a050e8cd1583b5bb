import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Issued} from './certificates.ts'
import type {Island, Service} from './island.ts'

export const squidNeeds = [
  {file: 'squid', packages: 'squid-openssl'},
  {file: 'security_file_certgen', packages: 'squid-openssl'},
]

/** One proxy at one address; what it does depends on the port. */
export const proxy = {
  address: '127.0.5.1',
  user: 'ops',
  password: 'pr0xy-s3cret',
  open: 3128,
  authenticating: 3129,
  inspecting: 3130,
  denying: 3131,
} as const

export interface Proxying {
  /** The names it resolves. */
  hosts: Readonly<Record<string, string>>
  /** The authority that signs what it inspects, and whom it trusts upstream. */
  inspection: Issued
  trusts: string
  /** The host that one of its ports denies. */
  denied: string
}

/** A real squid: it refuses to work as root, so what it must read lies in a folder that its own account may enter. */
export async function squid(island: Island, {hosts, inspection, trusts, denied}: Proxying): Promise<Service> {
  const folder = join(island.folder, 'squid')
  mkdirSync(folder)
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const {address, user, password} = proxy
  const hash = (await island.must('openssl', ['passwd', '-apr1', '-stdin'], {input: password})).trim()
  const users = file('users', `${user}:${hash}\n`)
  const signer = file(
    'signer.pem',
    [inspection.certificate, inspection.key].map((f) => readFileSync(f, 'utf8')).join(''),
  )
  const names = file(
    'hosts',
    Object.entries(hosts)
      .map(([name, a]) => `${a} ${name}\n`)
      .join(''),
  )
  const upstream = file('upstream.pem', readFileSync(trusts, 'utf8'))
  const certgen = '/usr/lib/squid/security_file_certgen'
  const made = join(folder, 'made')
  await island.must(certgen, ['-c', '-s', made, '-M', '4MB'])
  const bump = `ssl-bump tls-cert=${signer} generate-host-certificates=on dynamic_cert_mem_cache_size=4MB`
  const lines = [
    'visible_hostname proxy.contoso.example',
    `http_port ${address}:${proxy.open}`,
    `http_port ${address}:${proxy.authenticating} name=authenticating`,
    `http_port ${address}:${proxy.inspecting} name=inspecting ${bump}`,
    `http_port ${address}:${proxy.denying} name=denying`,
    `sslcrtd_program ${certgen} -s ${made} -M 4MB`,
    'sslcrtd_children 2 startup=1',
    `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${users}`,
    'auth_param basic children 2 startup=1',
    'auth_param basic realm Contoso proxy',
    'acl authenticating myportname authenticating',
    'acl inspecting myportname inspecting',
    'acl denying myportname denying',
    'acl known proxy_auth REQUIRED',
    `acl denied dstdomain ${denied}`,
    'http_access deny denying denied',
    'http_access deny authenticating !known',
    'http_access allow all',
    'ssl_bump bump inspecting',
    'ssl_bump none all',
    `tls_outgoing_options cafile=${upstream}`,
    `hosts_file ${names}`,
    'dns_nameservers 127.0.5.2',
    'cache deny all',
    'cache_mem 8 MB',
    'max_filedescriptors 1024',
    `access_log stdio:${folder}/access.log`,
    `cache_log ${folder}/cache.log`,
    `pid_filename ${folder}/squid.pid`,
    `coredump_dir ${folder}`,
    'shutdown_lifetime 0 seconds',
    'cache_effective_user proxy',
    'cache_effective_group proxy',
    '',
  ]
  const settings = file('squid.conf', lines.join('\n'))
  await island.must('chmod', ['711', island.folder])
  await island.must('chown', ['-R', 'proxy:proxy', folder])
  const ports = [proxy.open, proxy.authenticating, proxy.inspecting, proxy.denying]
  return island.start(
    'squid',
    ['-N', '-f', settings],
    ports.map((port) => `tcp ${address}:${port}`),
  )
}
