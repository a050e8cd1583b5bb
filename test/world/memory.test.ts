import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {test} from 'node:test'
import type {LabState} from '../../src/lab/index.ts'
import {cleanEnvironment, program} from '../support/doctor.ts'
import {labProcess} from '../support/lab-process.ts'

const preload = join(import.meta.dirname, '../support/peak-memory.cjs')
const large = Array.from({length: 8}, (_, i) => ['--user', `nobody${i}@contoso.example`]).flat()

/** The most memory that a doctor took, in MB, and its exit status. */
async function peak(change: (state: LabState) => void): Promise<{mb: number; code: number | null}> {
  const lab = await labProcess('healthy', change)
  try {
    const args = ['--require', preload, program, 'doctor', '--json', `--lab=${lab.address}`, ...large]
    const child = spawn(process.execPath, args, {
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    })
    let told = ''
    child.stdio[3]!.on('data', (chunk) => {
      told += chunk
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return {mb: Number(told) / 1024, code}
  } finally {
    await lab.stop()
  }
}

const floods: [what: string, change: (state: LabState) => void][] = [
  [
    'every host answers with 1 GB',
    (state) => {
      for (const host of state.hosts) host.http = 'huge-body'
      state.directory.behaviour = 'huge-message'
    },
  ],
  [
    'every host sends headers without end',
    (state) => {
      for (const host of state.hosts) host.http = 'endless-headers'
      state.directory.behaviour = 'garbage'
    },
  ],
]

test('memory stays bounded, whatever is sent', async () => {
  const usual = await peak(() => {})
  assert.ok(usual.mb > 30 && usual.mb < 160, `${usual.mb} MB in a healthy installation`)
  for (const [what, change] of floods) {
    const {mb, code} = await peak(change)
    assert.ok(code === 1 || code === 3, `${what}: exit ${code}`)
    assert.ok(mb < usual.mb + 120, `${what}: ${mb} MB, usually ${usual.mb} MB`)
  }
})
