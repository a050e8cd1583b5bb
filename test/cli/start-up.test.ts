import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'

const preload = join(import.meta.dirname, '../support/pretend-windows.cjs')

test('the preload tells of a process that is started', () => {
  const script = "try {require('child_process').execSync('true')} catch {} console.log(process.platform)"
  const {stdout, stderr} = spawnSync(process.execPath, ['--require', preload, '-e', script], {
    encoding: 'utf8',
  })
  assert.deepEqual([stdout, stderr], ['win32\n', 'STARTED execSync true\n'])
})

// oclif asks PowerShell which shell this is, unless SHELL tells; that takes half a second or more, twice.
for (const args of [
  ['--version'],
  ['doctor', '--help'],
  ['list', '--json'],
  ['lab', 'list', '--json'],
  ['nonsense'],
  ['doctor', '--nonsense'],
  ['doctor', '--lab', '--only', 'clock'],
])
  test(`on Windows, ${args.join(' ')} starts no process`, async () => {
    const {stderr, stdout, code} = await npsmfa(args, {node: ['--require', preload]})
    assert.doesNotMatch(stderr, /STARTED/)
    const wrong = args.some((arg) => arg.includes('nonsense'))
    assert.deepEqual([code, stdout !== ''], wrong ? [2, false] : [0, true], stderr)
  })
