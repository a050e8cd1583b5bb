import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {after, before, it} from 'node:test'
import {unzipSync} from 'fflate'
import {packWindows} from '../../scripts/pack-windows.ts'
import type {Report} from '../../src/core/report.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {compile} from './wine/doubles.ts'
import {builds} from './wine/folders.ts'
import {type WineMachine, wineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'

/** What npsmfa loads and node.exe by itself does not. */
const names = ['ncrypt', 'wevtapi', 'secur32', 'version', 'netapi32', 'winhttp', 'koffi']

wineSuite('the portable zip', () => {
  let machine: WineMachine
  let lab: LabProcess
  let zip: string
  const place = 'Program Files\\npsmfa für Möbel 日本'
  const here = (path: string) => join(machine.prefix, 'drive_c', ...path.split('\\'))

  before(async () => {
    zip = await packWindows()
    ;[machine, lab] = await Promise.all([wineMachine(), labProcess()])
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
      const file = here(`${place}\\${path.replaceAll('/', '\\')}`)
      mkdirSync(dirname(file), {recursive: true})
      writeFileSync(file, bytes)
    }
    mkdirSync(here('work'))
    const planted = join(builds, `planted-${process.pid}.dll`)
    compile(['-shared', '-o', planted, join(import.meta.dirname, 'doubles/planted.c')])
    for (const name of names) {
      const file = name === 'koffi' ? 'koffi.node' : `${name}.dll`
      for (const folder of [folderOf(zip), 'work'])
        writeFileSync(here(`${folder}\\${file}`), readFileSync(planted))
    }
  })
  after(async () => {
    machine?.stop()
    await lab?.stop()
  })
  const folderOf = (file: string) => `${place}\\${file.replace(/\.zip$/, '')}`
  const npsmfa = (...args: string[]) =>
    machine.wine(['cmd', '/c', `C:\\${folderOf(zip)}\\npsmfa.cmd`, ...args], {
      cwd: here('work'),
      env: {NODE_OPTIONS: '--no-such-option'},
    })

  it('lists every file with its SHA-256', () => {
    const files = Object.entries(unzipSync(readFileSync(zip)))
    const root = zip.replace(/\.zip$/, '')
    const sums = new Map(
      readFileSync(here(`${folderOf(zip)}\\SHA256SUMS`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' *').reverse() as [string, string]),
    )
    for (const [path, bytes] of files) {
      const name = path.slice(root.length + 1)
      if (name === 'SHA256SUMS') continue
      assert.equal(sums.get(name), createHash('sha256').update(bytes).digest('hex'), name)
    }
    assert.equal(sums.size, files.length - 1)
  })
  it('starts in a folder with blanks and other letters, whatever NODE_OPTIONS says', async () => {
    const {code, stdout, stderr} = await npsmfa('--version')
    assert.deepEqual([code, stdout.trim()], [0, zip.replace(/-win-x64\.zip$/, '').replace('-', '/')], stderr)
  })
  it('looks at Windows without loading what was planted beside it and in the working directory', async () => {
    const {stdout, stderr} = await npsmfa('doctor', `--lab=${lab.address}`, '--json')
    const report = JSON.parse(stdout) as Report
    assert.equal(report.machine.source, 'lab tenant, live machine', stderr)
    const registry = report.findings.find(({check}) => check === 'extension.installed')
    assert.notEqual(registry?.status, 'unknown', registry?.message)
    assert.equal(existsSync(here('planted.txt')), false, 'a planted DLL was loaded')
  })
  it('answers the self-test', async () => {
    const {code, stdout, stderr} = await npsmfa('doctor', '--self-test')
    assert.match(stdout, /A1 .*Windows .*10\.0\./, stderr)
    assert.match(stdout, /Nothing was changed/)
    assert.ok(code === 0 || code === 3)
  })
})
