import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {describe, it} from 'node:test'

export const wine64 = '/usr/lib/wine/wine64'
export const wineserver = '/usr/lib/wine/wineserver64'
export const mingw = '/usr/bin/x86_64-w64-mingw32-gcc-win32'
export const windres = '/usr/bin/x86_64-w64-mingw32-windres'

/** File to the Debian package that brings it. */
const needs: Readonly<Record<string, string>> = {
  [wine64]: 'wine64',
  [wineserver]: 'wine64',
  [mingw]: 'gcc-mingw-w64-x86-64-win32',
  [windres]: 'gcc-mingw-w64-x86-64-win32',
  '/usr/x86_64-w64-mingw32/include/ncrypt.h': 'mingw-w64-x86-64-dev',
}

/** Why no Windows program can be run here, with what to do about it; null when it can. */
export function hindrance(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'Windows programs are run under Wine, on Linux on x64 only'
  const missing = Object.entries(needs).filter(([file]) => !existsSync(file))
  if (missing.length === 0) return null
  const packages = [...new Set(missing.map(([, name]) => name))]
  return `${missing[0]![0]} not found; apt-get install --no-install-recommends ${packages.join(' ')}`
}

/** A suite that runs Windows programs: where Wine is absent it is skipped with the reason; where CI is set it fails. */
export function wineSuite(name: string, define: () => void | Promise<void>): void {
  const reason = hindrance()
  if (reason === null) describe(name, define)
  else if (process.env.CI) it(name, () => assert.fail(reason))
  else describe(name, {skip: reason}, () => {})
}
