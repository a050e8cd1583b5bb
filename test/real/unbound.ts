import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Island, Service} from './island.ts'

/** A name server on port 53 that does the same with every question: `static` says NXDOMAIN, `refuse` REFUSED, `deny` nothing. */
export async function unbound(
  island: Island,
  address: string,
  zone: 'static' | 'refuse' | 'deny',
): Promise<Service> {
  const file = join(island.folder, `unbound-${zone}.conf`)
  const lines = [
    'server:',
    `  interface: ${address}`,
    `  directory: "${island.folder}"`,
    ...['username', 'chroot', 'pidfile'].map((setting) => `  ${setting}: ""`),
    '  use-syslog: no',
    '  module-config: "iterator"',
    `  local-zone: "." ${zone}`,
    'remote-control:',
    '  control-enable: no',
    '',
  ]
  writeFileSync(file, lines.join('\n'))
  return island.start('unbound', ['-d', '-c', file], [`udp ${address}:53`])
}
