import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()

test('--format html writes a page of the same verdict, also from a bundle', async () => {
  const [file, bundle] = [join(folder, 'report.html'), join(folder, 'bundle.json')]
  const page = ['--format', 'html', '--output', file]
  const live = await npsmfa(['doctor', '--lab=monday-certificate', ...page, '--bundle', bundle])
  assert.deepEqual([live.code, live.stdout], [1, ''])
  const told = readFileSync(file, 'utf8')
  assert.match(told, /^<!doctype html>\n<html lang="en">/)
  assert.match(told, /<h1 id="cause-0">The certificate [0-9A-F]{40} ended on /)
  assert.match(told, /▼ 7 refused or unanswered/)
  const again = await npsmfa(['doctor', '--from', bundle, ...page])
  assert.equal(again.code, 1)
  // A bundle has other names for the same things, and the same sign-ins.
  assert.match(readFileSync(file, 'utf8'), /▼ 7 refused or unanswered/)
})
