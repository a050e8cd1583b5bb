#!/usr/bin/env node
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {fileURLToPath} from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file) => JSON.parse(readFileSync(`${root}${file}`, 'utf8'))
const argv = process.argv.slice(2)
const asksHelp = (arg) => arg === '--help' || arg === '-h'

/** The help that is asked for, rendered when the bundle was built: printing it needs none of the program. */
function helpOf() {
  const given = argv.slice(0, [...argv, '--'].indexOf('--'))
  const asked = argv.length === 0 || given[0] === 'help' || given.some(asksHelp)
  if (!asked && argv.length > 1) return undefined
  const {commands, topics} = read('dist/help.json')
  const texts = new Map(Object.entries(asked ? {...topics, ...commands} : topics))
  const typed = given.slice(given[0] === 'help' ? 1 : 0).filter((arg) => !asksHelp(arg))
  const flag = typed.findIndex((arg) => arg.startsWith('-'))
  const words = flag < 0 ? typed : typed.slice(0, flag)
  if (words.length === 0) return texts.get('')
  // What stands behind a command's words is an argument of it.
  const lengths = words.map((_, i) => words.length - i)
  return lengths.map((length) => texts.get(words.slice(0, length).join(' '))).find((text) => text)
}
const asksVersion = argv.length === 1 && argv[0] === '--version'
const help = asksVersion ? undefined : helpOf()

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`npsmfa: Node.js 22.19 or newer is needed, this is ${process.version}.\n`)
  process.exitCode = 2
} else if (asksVersion) {
  // Asked by scripts before every use, so it loads nothing.
  process.stdout.write(`npsmfa/${read('package.json').version}\n`)
} else if (help !== undefined) {
  process.stdout.write(help)
} else if (
  argv[0] === 'explain' &&
  process.env.NPSMFA_JSON === undefined &&
  argv.slice(1).every((arg) => !/^--?[a-z]/i.test(arg) || arg === '--json')
) {
  // Asked line by line, so it loads its own small bundle and no oclif.
  const {main} = createRequire(import.meta.url)('../dist/explain.cjs')
  await main(argv.slice(1), root)
} else {
  // No compile cache: it would save some 50 ms, but a doctor writes nothing.
  const {main} = createRequire(import.meta.url)('../dist/cli.cjs')
  await main(argv[0] === 'help' ? argv.slice(1) : argv, root)
}
