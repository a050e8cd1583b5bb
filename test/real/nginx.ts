import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Issued} from './certificates.ts'
import type {Island, Service} from './island.ts'

/** One server of nginx: where it listens and what it does there. */
export interface Face {
  address: string
  /** 443 unless given. */
  port?: number
  /** Without one it speaks plain HTTP. */
  certificate?: Issued
  /** As nginx names them; 1.2 and 1.3 unless given. */
  protocols?: string
  /** More directives of the server. */
  also?: string
  /** Directives of its only location. */
  answer: string
}

export async function nginx(island: Island, name: string, faces: readonly Face[]): Promise<Service> {
  const folder = join(island.folder, name)
  mkdirSync(folder)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (n) => `${n}_temp_path ${folder}/${n};`,
  )
  const lines = [
    `daemon off; master_process off; pid ${folder}/pid; events {worker_connections 256;}`,
    // OpenSSL's lowest level of security lets the old protocols be spoken at all.
    `http { ssl_ciphers ALL:@SECLEVEL=0; access_log ${folder}/access.log; default_type text/plain; ${temporary.join(' ')}`,
    ...faces.map(server),
    '}',
  ]
  writeFileSync(join(folder, 'nginx.conf'), `${lines.join('\n')}\n`)
  const args = ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')]
  return island.start(
    'nginx',
    args,
    faces.map((face) => `tcp ${face.address}:${face.port ?? 443}`),
  )
}

function server({
  address,
  port = 443,
  certificate,
  protocols = 'TLSv1.2 TLSv1.3',
  also = '',
  answer,
}: Face): string {
  const tls = certificate
    ? `ssl_certificate ${certificate.chain}; ssl_certificate_key ${certificate.key}; ssl_protocols ${protocols};`
    : ''
  const listen = `listen ${address}:${port}${certificate ? ' ssl' : ''};`
  return `server { ${listen} ${tls} ${also} location / { ${answer} } }`
}
