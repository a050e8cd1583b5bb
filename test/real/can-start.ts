import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {describe, it} from 'node:test'

/** Something a suite needs on the machine: a file below any of the usual folders, and the Debian packages that bring it. */
export interface Need {
  file: string
  packages: string
}

const folders = [
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/usr/share/samba',
  '/usr/lib/squid',
  '/usr/lib/wine',
  '/usr/lib/python3/dist-packages',
]

/** What an island of its own needs (see island.ts). */
const island: readonly Need[] = [
  ...['unshare', 'nsenter', 'setsid', 'mount'].map((file) => ({file, packages: 'util-linux mount'})),
  {file: 'ip', packages: 'iproute2'},
  {file: 'openssl', packages: 'openssl'},
]

/** Why nothing can be started here, with what to do about it; null when it can. */
function hindrance(needs: readonly Need[]): string | null {
  if (process.platform !== 'linux') return 'real services are started on Linux only'
  if (process.getuid?.() !== 0) return 'real services are started by root only; run the tests as root'
  const missing = [...island, ...needs].filter(({file}) => !folders.some((f) => existsSync(`${f}/${file}`)))
  if (missing.length > 0) {
    const packages = [...new Set(missing.flatMap((need) => need.packages.split(' ')))]
    const names = missing.map((need) => need.file).join(', ')
    return `${names} not found; apt-get install --no-install-recommends ${packages.join(' ')}`
  }
  const tried = spawnSync('unshare', ['--net', '--mount', '--pid', '--fork', 'true'], {encoding: 'utf8'})
  if (tried.status === 0) return null
  return `a private network is refused here (${tried.stderr.trim()}); run where unshare --net --mount --pid works`
}

/** A suite that needs real services: where they cannot start it is skipped with the reason; where CI is set it fails. */
export function realSuite(name: string, needs: readonly Need[], define: () => void): void {
  const reason = hindrance(needs)
  if (reason === null) describe(name, define)
  else if (process.env.CI) it(name, () => assert.fail(reason))
  else describe(name, {skip: reason}, () => {})
}
