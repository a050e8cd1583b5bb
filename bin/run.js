#!/usr/bin/env node
import {readFileSync} from 'node:fs'
import module from 'node:module'
import {fileURLToPath} from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8'))
const argv = process.argv.slice(2)
// oclif's own help, rendered when the bundle was built: printing it needs none of the program.
const texts = argv.length === 0 || argv.at(-1) === '--help' ? Object.entries(read('dist/help.json')) : []
const help = texts.find(([words]) => words === argv.slice(0, -1).join(' '))?.[1]

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`npsmfa: Node.js 22.19 or newer is needed, this is ${process.version}.\n`)
  process.exitCode = 2
} else if (argv.length === 1 && argv[0] === '--version') {
  // Asked by scripts before every use, so it loads nothing.
  process.stdout.write(`npsmfa/${read('package.json').version}\n`)
} else if (help !== undefined) {
  process.stdout.write(help)
} else {
  // A folder of the user's own: the default one below the temporary folder could be poisoned by others.
  // On Windows none, since an elevated run must not load code that the unelevated user can write.
  if (process.platform !== 'win32' && process.env.HOME)
    module.enableCompileCache(`${process.env.HOME}/.cache/npsmfa`)
  const {main} = module.createRequire(import.meta.url)('../dist/cli.cjs')
  await main(argv, root)
}
