import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {npsmfa} from '../support/doctor.ts'

const {version} = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}

const answer = async (...args: string[]) => {
  const {code, stdout, stderr} = await npsmfa(args)
  assert.deepEqual([code, stderr], [0, ''])
  return stdout
}

test('--version is one line', async () => {
  assert.equal(await answer('--version'), `npsmfa/${version}\n`)
})

test('--help and no words at all name every command', async () => {
  const help = await answer('--help')
  for (const command of ['doctor', 'check', 'list', 'lab'])
    assert.match(help, new RegExp(`^  ${command}\\b`, 'm'))
  assert.equal(await answer(), help)
})

const flags = [
  '--user',
  '--lab',
  '--pfx',
  '--ldap',
  '--proxy',
  '--deadline',
  '--strict',
  '--json',
  '--output',
]

for (const command of ['doctor', 'check'])
  test(`${command} --help explains its flags, and is the same whatever stands beside --help`, async () => {
    const help = await answer(command, '--help')
    for (const flag of flags) assert.ok(help.includes(flag), flag)
    assert.match(help, /^USAGE$/m)
    assert.equal(await answer(command, '--strict', '--help'), help)
  })

test('help says nothing of the machine it was rendered on', async () => {
  assert.doesNotMatch(await answer('lab', 'list', '--help'), /node-v|linux-x64/)
})

test('words that every object knows are no commands', async () => {
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    for (const more of [[], ['--help'], ['--json']]) {
      const {code, stdout, stderr} = await npsmfa([word, ...more])
      assert.deepEqual([code, stdout], [2, ''], [word, ...more].join(' '))
      assert.match(stderr, /^npsmfa: [^\n]+\n$/)
    }
  }
})

interface Row {
  id: string
  title: string
  facts: string[]
  endings: {code: string; status: string; message: string}[]
}

test('list --json tells what each check can say', async () => {
  const rows = JSON.parse(await answer('list', '--json')) as Row[]
  const ids = rows.map(({id}) => id)
  for (const id of ['endpoints.login', 'clock.skew', 'token.acquired', 'tenant.associated', 'user.in-ad'])
    assert.ok(ids.includes(id), id)
  assert.equal(new Set(ids).size, ids.length)
  for (const {id, title, facts, endings} of rows) {
    assert.ok(title.length > 10 && facts.length > 0, id)
    assert.ok(endings.some(({status}) => status === 'pass'))
    for (const {code, status, message} of endings) {
      assert.ok(code.startsWith(`${id}/`) && message !== '')
      assert.ok(['pass', 'warn', 'fail', 'skip', 'unknown'].includes(status), status)
    }
  }
})

test('list names the same checks and endings for people', async () => {
  const [text, json] = [await answer('list'), await answer('list', '--json')]
  for (const {id, endings} of JSON.parse(json) as Row[])
    for (const name of [id, ...endings.map(({code}) => code)]) assert.ok(text.includes(name), name)
})

test('lab list --json tells what a doctor must say of each scenario', async () => {
  const rows = JSON.parse(await answer('lab', 'list', '--json')) as Record<string, unknown>[]
  assert.ok(rows.length >= 13)
  for (const row of rows) assert.deepEqual(Object.keys(row), ['name', 'about', 'code', 'exit'])
  assert.deepEqual(
    rows
      .filter(({name}) => name === 'healthy' || name === 'client-principal-disabled')
      .map(({code, exit}) => [code, exit]),
    [
      [null, 0],
      ['tenant.client-principal/disabled', 1],
    ],
  )
  const text = await answer('lab', 'list')
  for (const {name, code} of rows) assert.ok(text.includes(`${name}`) && text.includes(`${code ?? '-'}`))
})

test('a variable may name several users, as its flag does', async () => {
  const env = {NPSMFA_USER: 'alice@contoso.example,lee@contoso.example'}
  const {code, stdout} = await npsmfa(['doctor', '--lab', '--only', 'user.in-entra', '--json'], {env})
  assert.equal(code, 0)
  const {findings} = JSON.parse(stdout) as {findings: {user: string}[]}
  assert.deepEqual(
    findings.map(({user}) => user),
    env.NPSMFA_USER.split(','),
  )
})
