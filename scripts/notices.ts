import {existsSync, readdirSync, readFileSync} from 'node:fs'

/** The licences of every package whose code is in the bundle. */
export function notices(inputs: readonly string[]): string {
  const packages = new Set(
    inputs.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  )
  return [...packages].sort().map(notice).join('\n')
}

function notice(name: string): string {
  const folder = `node_modules/${name}`
  const {version, license = 'see below'} = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    version: string
    license?: string
  }
  const file = existsSync(folder) ? readdirSync(folder).find((f) => /^licen[cs]e/i.test(f)) : undefined
  const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
  return `${'='.repeat(72)}\n${name} ${version} (${license})\n\n${text}\n`
}
