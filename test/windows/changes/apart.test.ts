import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {it} from 'node:test'
import {writingCalls} from '../../../src/world/windows/changes/api.ts'
import {windowsChanges} from '../../../src/world/windows/changes/door.ts'
import {changeFunctions} from '../../../src/world/windows/koffi/changes/functions.ts'
import {memoryWinApi} from '../../../src/world/windows/memory.ts'
import {serverWith} from '../../support/windows-server.ts'

it('no program but the one that changes Windows binds a function that could', () => {
  const files = globSync('dist/*.cjs')
  assert.ok(files.includes('dist/changes-child.cjs') && files.includes('dist/collector-child.cjs'))
  // The lab's server in memory fails by the names of Windows' functions; who would call one has it in a table of them.
  const binding = Object.keys(changeFunctions).map((name) => [
    name,
    files.filter((file) => new RegExp(`\\b${name}:`).test(readFileSync(file, 'utf8'))).join(),
  ])
  assert.deepEqual(
    binding.filter(([, found]) => found !== 'dist/changes-child.cjs'),
    [],
  )
})
it('who reads a server in memory has nothing to change it by', () => {
  const api = memoryWinApi(serverWith([]))
  assert.deepEqual(
    Object.keys(api).filter((name) => (writingCalls as ReadonlySet<string>).has(name)),
    [],
  )
})
it('on another system every change rejects as unsupported', {
  skip: process.platform === 'win32',
}, async () => {
  const {changes, close} = windowsChanges()
  await assert.rejects(changes.lock(), {why: 'unsupported'})
  await assert.rejects(changes.writeJournal('x', ''), {why: 'unsupported'})
  close()
})
