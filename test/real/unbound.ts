import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Island, Service} from './island.ts'

/**
 * A name server on port 53 that knows these records ("NAME A 127.0.1.1") and does the same with every other question:
 * `static` says NXDOMAIN, `refuse` REFUSED, `deny` nothing.
 */
export async function unbound(
  island: Island,
  address: string,
  zone: 'static' | 'refuse' | 'deny',
  records: readonly string[] = [],
): Promise<Service> {
  const file = join(island.folder, `unbound-${address}.conf`)
  const lines = [
    'server:',
    `  interface: ${address}`,
    `  directory: "${island.folder}"`,
    ...['username', 'chroot', 'pidfile'].map((setting) => `  ${setting}: ""`),
    '  use-syslog: no',
    '  module-config: "iterator"',
    `  local-zone: "." ${zone}`,
    ...records.map((record) => `  local-data: "${record}"`),
    'remote-control:',
    '  control-enable: no',
    '',
  ]
  writeFileSync(file, lines.join('\n'))
  return island.start('unbound', ['-d', '-c', file], [`udp ${address}:53`])
}
