#!/usr/bin/env node
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
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
} else if (
  argv[0] === 'explain' &&
  argv.slice(1).every((arg) => !/^--?[a-z]/i.test(arg) || arg === '--json')
) {
  // Asked line by line, so it loads its own small bundle and no oclif.
  const {main} = createRequire(import.meta.url)('../dist/explain.cjs')
  await main(argv.slice(1), root)
} else {
  // No compile cache: it would save some 50 ms, but a doctor writes nothing.
  const {main} = createRequire(import.meta.url)('../dist/cli.cjs')
  await main(argv, root)
}
