import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import type {Explanation} from '../../src/core/explanation.ts'
import {npsmfa} from '../support/doctor.ts'

const {cases} = JSON.parse(readFileSync('fixtures/explain/texts.json', 'utf8')) as {
  cases: {name: string; text: string}[]
}
const line = cases.find(({name}) => name === 'whole line')!.text
const firstOf = (stdout: string) => (JSON.parse(stdout) as Explanation).causes[0]?.causeId

test('explain takes a code, words, a file, UTF-16 too, and standard input', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-explain-'))
  t.after(() => rmSync(folder, {recursive: true}))
  const file = join(folder, 'ticket with blanks.txt')
  writeFileSync(file, line)
  const wide = join(folder, 'wide.txt')
  writeFileSync(wide, `\ufeff${line}`, 'utf16le')
  for (const args of [
    ['AADSTS7000112'],
    ['-895352831'],
    [line],
    ['request', 'handle:', '-895352831'],
    [file],
    [wide],
  ]) {
    const {code, stdout, stderr} = await npsmfa(['explain', '--json', ...args])
    assert.deepEqual([code, firstOf(stdout), stderr], [0, 'SP_DISABLED', ''], args[0]!)
  }
  for (const args of [['-'], []]) {
    const {code, stdout} = await npsmfa(['explain', ...args, '--json'], {input: line})
    assert.deepEqual([code, firstOf(stdout)], [0, 'SP_DISABLED'])
  }
})

test('explain knows every ending of every check', async () => {
  const rows = JSON.parse((await npsmfa(['list', '--json'])).stdout) as {
    id: string
    endings: {code: string}[]
  }[]
  const {codes} = JSON.parse(readFileSync('dist/codes.json', 'utf8')) as {codes: {code: string}[]}
  assert.deepEqual(
    codes.map(({code}) => code).filter((code) => !code.startsWith('logs.')),
    rows.flatMap(({id, endings}) => [...endings.map(({code}) => code), `${id}/unknown`, `${id}/skipped`]),
  )
  const {code, stdout} = await npsmfa(['explain', 'tenant.client-principal/disabled'])
  assert.equal(code, 0)
  assert.match(stdout, /disabled in the tenant[\s\S]*Enterprise applications/)
})

test('explain of a check tells all its endings, what it needs, and what it stands between', async () => {
  const {code, stdout} = await npsmfa(['explain', 'user.licence'])
  assert.equal(code, 0)
  assert.match(stdout, /^user\.licence: The user has a licence with Entra MFA\.$/m)
  assert.match(stdout, /^ {2}Needs +Microsoft Graph User\.Read\.All$/m)
  assert.match(stdout, /^ {2}Follows +tenant\.licences/m)
  assert.match(stdout, /^ {2}warn +user\.licence\/none\n.+licence/m)
  assert.match(stdout, /^ {2}pass +user\.licence\/assigned$/m)
  const {stdout: json} = await npsmfa(['explain', 'user.licence', '--json'])
  const {checks} = JSON.parse(json) as Explanation
  const list = JSON.parse((await npsmfa(['list', '--json'])).stdout) as Record<string, unknown>[]
  const row = list.find(({id}) => id === 'user.licence')!
  for (const name of ['title', 'facts', 'permissions', 'after', 'explains'] as const)
    assert.deepEqual(checks![0]![name], row[name], name)
})

test('an unknown text ends with 3, an unusable one with 2 and a sentence', async () => {
  const unknown = await npsmfa(['explain', 'ESTS_TOKEN_EROR'])
  assert.equal(unknown.code, 3)
  assert.match(unknown.stdout, /^Nothing in this text is known[\s\S]*Nearest\s+ESTS_TOKEN_ERROR/)
  const folder = await npsmfa(['explain', 'src'])
  assert.deepEqual([folder.code, folder.stdout], [2, ''])
  assert.match(folder.stderr, /^npsmfa: That is a folder/)
  const flag = await npsmfa(['explain', '--nonsense', 'x'])
  assert.equal(flag.code, 2)
})

test('explain loads neither oclif nor the library', async () => {
  const script = "process.on('exit', () => console.error(Object.keys(require.cache).length))"
  const preload = join(mkdtempSync(join(tmpdir(), 'npsmfa-cache-')), 'cache.cjs')
  writeFileSync(preload, script)
  const {stderr} = await npsmfa(['explain', 'cert.expiry/expired'], {node: ['--require', preload]})
  // The preload itself and the bundle.
  assert.equal(stderr.trim(), '2')
  rmSync(join(preload, '..'), {recursive: true})
})
