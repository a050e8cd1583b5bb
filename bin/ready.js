// Makes a fresh clone ready (Node.js new enough, packages installed, bundle built) and then runs a command in it.
// Runs on old versions of Node.js too; a second time it finds everything done.
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'
const say = (text) => process.stderr.write(`npsmfa: ${text}\n`)

function run(program, args, options = {}) {
  const {status, signal, error} = spawnSync(program, args, {cwd: root, stdio: 'inherit', ...options})
  if (error) say(`${program} could not be started: ${error.message}`)
  return signal ? 130 : (status ?? 1)
}

function must(what, status) {
  if (status === 0) return
  say(`${what} failed (exit ${status}); see the lines above.`)
  process.exit(status)
}

const npm = (...args) =>
  run(windows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: windows,
    stdio: ['ignore', 2, 2],
  })

/** Does `install` once for every content of a lockfile. */
function once(folder, install) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, folder, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, folder, 'node_modules', '.ready')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  install()
  writeFileSync(stamp, lock)
}

function newEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

function pinnedNode() {
  once('.node', () => {
    say(`this is Node.js ${process.version}; fetching the one npsmfa is made for …`)
    must('npm ci in .node', npm('ci', '--prefix', '.node', '--ignore-scripts'))
  })
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const node = join(root, '.node', 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(node)) return node
  say(`there is no packaged Node.js for ${name}; install Node.js 22.19 or newer and try again.`)
  process.exit(2)
}

const newest = (folder) =>
  readdirSync(join(root, folder), {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && entry.name !== 'found.ts')
    .reduce(
      (time, entry) => Math.max(time, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
      0,
    )

function built(node) {
  const bundle = join(root, 'dist', 'npsmfa.cjs')
  if (
    existsSync(bundle) &&
    statSync(bundle).mtimeMs >=
      Math.max(newest('src'), newest('scripts'), statSync(join(root, 'package.json')).mtimeMs)
  )
    return
  must('the build', run(node, ['scripts/build.ts'], {stdio: ['ignore', 2, 2]}))
}

const node = newEnough() ? process.execPath : pinnedNode()
once('.', () => {
  say('installing packages …')
  must('npm ci', npm('ci', '--ignore-scripts'))
})
// npm keeps a package for Windows away from other systems unless it is forced; the bundle carries it everywhere.
once('.koffi', () => {
  const forWindows = ['--force', '--os=win32', '--cpu=x64']
  must('npm ci in .koffi', npm('ci', '--prefix', '.koffi', '--ignore-scripts', ...forWindows))
})
const [what, ...args] = process.argv.slice(2)
if (what === 'npsmfa') built(node)
process.exitCode = what === 'npsmfa' ? run(node, ['bin/run.js', ...args]) : run(node, args)
