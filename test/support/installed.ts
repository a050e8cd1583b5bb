import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {describe, it} from 'node:test'

const folders = ['/usr/bin', '/usr/sbin', '/bin', '/usr/lib/nagios/plugins']

/** A suite that needs programs, each with its Debian package: without them it is skipped with what to install; where CI is set it fails. */
export function suiteWith(
  name: string,
  programs: Readonly<Record<string, string>>,
  define: () => void,
): void {
  const missing = Object.entries(programs).filter(
    ([file]) => !folders.some((f) => existsSync(`${f}/${file}`)),
  )
  if (missing.length === 0) {
    describe(name, define)
    return
  }
  const packages = [...new Set(missing.map(([, debian]) => debian))].join(' ')
  const reason = `${missing.map(([file]) => file).join(', ')} not found; apt-get install --no-install-recommends ${packages}`
  if (process.env.CI) it(name, () => assert.fail(reason))
  else describe(name, {skip: reason}, () => {})
}
