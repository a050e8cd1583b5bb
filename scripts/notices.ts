import {existsSync, readdirSync, readFileSync} from 'node:fs'

/** The licences of every package whose code is in the bundle. */
export function notices(inputs: readonly string[]): string {
  const packages = new Set(
    inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  )
  return [...[...packages].sort().map(notice), koffi()].join('\n')
}

const entry = (name: string, version: string, license: string, text: string) =>
  `${'='.repeat(72)}\n${name} ${version} (${license})\n\n${text}\n`

/** The package of its binary carries no licence, so that lies beside the lockfile. */
function koffi(): string {
  const {packages} = JSON.parse(readFileSync('.koffi/package-lock.json', 'utf8')) as {
    packages: Record<string, {version: string}>
  }
  const {version} = packages['node_modules/@koromix/koffi-win32-x64']!
  return entry('koffi', version, 'MIT', readFileSync('.koffi/LICENSE.koffi.txt', 'utf8').trim())
}

function notice(name: string): string {
  const folder = `node_modules/${name}`
  const {version, license = 'see below'} = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    version: string
    license?: string
  }
  const file = existsSync(folder) ? readdirSync(folder).find((f) => /^licen[cs]e/i.test(f)) : undefined
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
  return entry(name, version, license, text)
}
