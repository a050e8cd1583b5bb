import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {it} from 'node:test'

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1
const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('found.ts'))

it('files are small: the median under 60 lines, none above 200', () => {
  const sizes = files.map(lines).sort((a, b) => a - b)
  assert.ok(sizes[Math.floor(sizes.length / 2)]! < 60, `median ${sizes[Math.floor(sizes.length / 2)]}`)
  assert.deepEqual(
    files.filter((file) => lines(file) > 200),
    [],
  )
})

it('nothing in the product knows where it was made', () => {
  for (const file of [
    ...files,
    ...globSync('{bin,scripts,docs,fixtures,test}/**/*.{ts,js,cjs,json,md,cmd}'),
    'README.md',
    'package.json',
  ]) {
    assert.doesNotMatch(
      readFileSync(file, 'utf8'),
      new RegExp(`\\.\\./${'shared'}|farm-${'bench'}|\\.${'library'}`),
      file,
    )
  }
})
