import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, it} from 'node:test'
import {manifest} from '../scripts/manifest.ts'

interface Packed {
  filename: string
  size: number
  files: {path: string}[]
}

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-package-'))
  after(() => rmSync(folder, {recursive: true, force: true}))
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync('npm', [...args, '--loglevel=error'], {cwd, encoding: 'utf8'})
  const [packed] = JSON.parse(
    npm('.', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
  ) as [Packed]

  it('holds the program and nothing else', () => {
    assert.deepEqual(packed.files.map((f) => f.path).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/run.cmd',
      'bin/run.js',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/changes-child.cjs',
      'dist/cli.cjs',
      'dist/codes.json',
      'dist/collector-child.cjs',
      'dist/explain.cjs',
      'dist/help.json',
      'dist/koffi.node',
      'dist/log-thread.cjs',
      'dist/logs.cjs',
      'dist/npsmfa.cjs',
      'dist/resolver-child.cjs',
      'oclif.manifest.json',
      'package.json',
    ])
  })
  it('has no dependency and no script that runs when it is installed', () => {
    const pack = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
    assert.deepEqual(Object.keys(pack.dependencies ?? {}), [])
    const scripts = Object.keys(pack.scripts ?? {})
    assert.deepEqual(
      scripts.filter((name) => /^(pre|post)?install$|^prepare$/.test(name)),
      [],
    )
  })
  it('works where it is installed, in a folder with blanks and other letters', () => {
    const home = mkdtempSync(join(folder, 'ein Ordner mit Ümlaut '))
    npm(home, 'install', '--offline', '--no-audit', '--no-fund', join(folder, packed.filename))
    const program = join(home, 'node_modules', 'npsmfa', 'bin', 'run.js')
    const told = spawnSync(process.execPath, [program, 'doctor', '--lab', '--json'], {
      cwd: home,
      encoding: 'utf8',
    })
    assert.equal(told.status, 0, told.stderr)
    assert.equal(JSON.parse(told.stdout).status, 'healthy')
  })
  it('carries the licences of what is bundled', () => {
    const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8')
    for (const name of [
      '@oclif/core',
      'undici',
      '@azure/msal-node',
      'ldapts',
      'node-forge',
      'cli-table3',
      'valibot',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'))
    }
  })
  it('has the manifest of the commands as they are (npm run manifest)', async () => {
    assert.equal(readFileSync('oclif.manifest.json', 'utf8'), await manifest())
  })
})
