import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {after, before, it} from 'node:test'
import {unzipSync} from 'fflate'
import type {Report} from '../../src/core/report.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {compile} from './wine/doubles.ts'
import {type WineMachine, wineMachine} from './wine/machine.ts'
import {wineSuite} from './wine/needs.ts'
import {type Portable, unpackPortable} from './wine/portable.ts'

/** What npsmfa loads and node.exe by itself does not. */
const names = [
  'ncrypt.dll',
  'wevtapi.dll',
  'secur32.dll',
  'version.dll',
  'netapi32.dll',
  'winhttp.dll',
  'koffi.node',
]

wineSuite('the portable zip', () => {
  let machine: WineMachine
  let lab: LabProcess
  let portable: Portable
  const here = (path: string) => join(machine.prefix, 'drive_c', ...path.split('\\'))

  before(async () => {
    ;[machine, lab] = await Promise.all([wineMachine(), labProcess()])
    portable = await unpackPortable(machine, 'Program Files\\npsmfa für Möbel 日本')
    mkdirSync(here('work'))
    const planted = here('planted.dll')
    compile(['-shared', '-o', planted, join(import.meta.dirname, 'doubles/planted.c')])
    for (const name of names)
      for (const folder of [portable.folder, 'work'])
        writeFileSync(here(`${folder}\\${name}`), readFileSync(planted))
  })
  after(async () => {
    machine?.stop()
    await lab?.stop()
  })
  const npsmfa = (...args: string[]) =>
    machine.wine(['cmd', '/c', `C:\\${portable.folder}\\npsmfa.cmd`, ...args], {
      cwd: here('work'),
      env: {NODE_OPTIONS: '--no-such-option'},
    })

  it('lists every file with its SHA-256', () => {
    const files = Object.entries(unzipSync(readFileSync(portable.zip)))
    const lines = readFileSync(here(`${portable.folder}\\SHA256SUMS`), 'utf8')
      .trim()
      .split('\n')
    const sums = new Map(lines.map((line) => line.split(' *').reverse() as [string, string]))
    for (const [path, bytes] of files) {
      const name = path.replace(/^[^/]+\//, '')
      if (name === 'SHA256SUMS') continue
      assert.equal(sums.get(name), createHash('sha256').update(bytes).digest('hex'), name)
    }
    assert.equal(sums.size, files.length - 1)
  })
  it('starts in a folder with blanks and other letters, whatever NODE_OPTIONS says', async () => {
    const {code, stdout, stderr} = await npsmfa('--version')
    const [, version] = /^npsmfa-(.+)-win-x64\.zip$/.exec(basename(portable.zip))!
    assert.deepEqual([code, stdout.trim()], [0, `npsmfa/${version}`], stderr)
  })
  it('looks at Windows without loading what was planted beside it and in the working directory', async () => {
    const {stdout, stderr} = await npsmfa('doctor', `--lab=${lab.address}`, '--json')
    const report = JSON.parse(stdout) as Report
    assert.equal(report.machine.source, 'lab tenant, live machine', stderr)
    const installed = report.findings.find(({check}) => check === 'extension.installed')
    assert.notEqual(installed?.status, 'unknown', installed?.message)
    assert.equal(existsSync(here('planted.txt')), false, 'a planted DLL was loaded')
  })
  it('answers the self-test', async () => {
    const {code, stdout, stderr} = await npsmfa('doctor', '--self-test')
    assert.match(stdout, /A1 .*Windows .*10\.0\./, stderr)
    assert.match(stdout, /Nothing was changed/)
    assert.ok(code === 0 || code === 3)
  })
  it('says which file is missing where koffi.node was taken away, and looks at the rest', async () => {
    machine.remove(`C:\\${portable.folder}\\app\\dist\\koffi.node`)
    const {code, stdout} = await npsmfa('doctor', `--lab=${lab.address}`)
    assert.equal(stdout.match(/koffi\.node is missing/g)?.length, 1, stdout)
    assert.match(stdout, /√ endpoints\.login/)
    assert.equal(code, 3)
  })
})
