import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {openSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {cleanEnvironment, npsmfa, program, start} from '../support/doctor.ts'
import {besideLab} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const strangers = Array.from({length: 150}, (_, i) => ['--user', `stranger-${i}@contoso.example`]).flat()

test('a large report arrives whole at a slow reader, with its exit status', async () => {
  const child = start(['doctor', '--lab', '--json', ...strangers])
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let text = ''
  child.stdout!.setEncoding('utf8').pause()
  await setTimeout(2000)
  for await (const chunk of child.stdout!) {
    text += chunk
    await setTimeout(15)
  }
  assert.equal(await ended, 1)
  assert.ok(text.length > 200_000, `${text.length} characters`)
  const report = JSON.parse(text)
  assert.equal(report.findings.filter((f: {check: string}) => f.check === 'user.in-entra').length, 150)
})

test('a reader that goes away early is no error', async () => {
  for (const args of [
    ['list', '--json'],
    ['list'],
    ['doctor', '--lab', '--json', ...strangers],
    ['lab', 'list'],
  ]) {
    const child = start(args)
    let stderr = ''
    child.stderr!.on('data', (chunk) => {
      stderr += chunk
    })
    child.stdout!.once('data', () => child.stdout!.destroy())
    const code = await new Promise((resolve) => child.once('close', resolve))
    assert.deepEqual([stderr, code], ['', args.length > 9 ? 1 : 0], args.slice(0, 3).join(' '))
  }
})

test('a device that is full is told in one line, and is no verdict', {
  skip: process.platform !== 'linux',
}, async () => {
  const nagios = ['doctor', '--lab', '--format', 'nagios']
  for (const args of [['doctor', '--lab', '--json'], ['list'], ['lab', 'list'], nagios]) {
    const child = spawn(process.execPath, [program, ...args], {
      env: cleanEnvironment(),
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    })
    let stderr = ''
    child.stderr!.on('data', (chunk) => {
      stderr += chunk
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    assert.match(stderr, /^npsmfa: [^\n]*ENOSPC[^\n]*\n$/, args.join(' '))
    assert.equal(code, args === nagios ? 3 : 2, args.join(' '))
  }
})

test('no escape ever goes into a pipe, nor a word of progress', async () => {
  for (const env of [
    {TERM: 'xterm-256color', COLORTERM: 'truecolor'},
    {FORCE_COLOR: '3', CI: '1'},
  ])
    for (const args of [['doctor', '--lab=clock-ahead'], ['list'], ['doctor', '--help'], ['nonsense']]) {
      const {stdout, stderr} = await npsmfa(args, {env})
      assert.ok(!`${stdout}${stderr}`.includes('\u001b'), `${args.join(' ')} ${JSON.stringify(env)}`)
      assert.equal(stderr === '', args[0] !== 'nonsense')
    }
})

/** What a terminal of 80 columns is sent. */
function terminal(args: string[], env: Record<string, string>): string {
  const command = [process.execPath, program, ...args].join(' ')
  const {stdout} = spawnSync('script', ['-qec', `stty cols 80; ${command}`, '/dev/null'], {
    env: {...cleanEnvironment(), TERM: 'xterm-256color', ...env},
    encoding: 'utf8',
  })
  return stdout
}
const hasTerminal = spawnSync('script', ['--version']).status === 0

test('on a terminal there is colour, unless NO_COLOR or TERM=dumb forbid it', {skip: !hasTerminal}, () => {
  const colour = /\u001b\[\d+m/
  const args = ['doctor', '--lab=clock-ahead']
  const [coloured, plain, dumb] = [
    terminal(args, {}),
    terminal(args, {NO_COLOR: '1'}),
    terminal(args, {TERM: 'dumb'}),
  ]
  assert.match(coloured, colour)
  assert.doesNotMatch(plain, colour)
  assert.doesNotMatch(dumb, colour)
  assert.match(plain, /clock\.skew\/off/)
  const escapes = /\u001b\[[\d;?]*[A-Za-z]/g
  const report = plain.slice(plain.lastIndexOf('\u001b[2K')).replace(escapes, '')
  const wide = report.split(/\r?\n/).filter((line) => line.length > 80)
  assert.deepEqual(wide, [])
})

test('on a terminal a long run says what it waits for', {skip: !hasTerminal}, () => {
  const sent = terminal(['doctor', '--lab=name-server-silent', '--deadline', '2s'], {})
  assert.match(sent, /Waiting for .+ and \d+ more … \d s/)
  assert.ok(!/Waiting/.test(sent.slice(sent.lastIndexOf('\u001b[2K'))), 'nothing of it is left standing')
})

test('--output takes the report, whole; stdout stays empty', async () => {
  for (const [name, args] of [
    ['report.json', ['--json']],
    ['report.txt', []],
  ] as const) {
    const file = join(folder, name)
    const {code, stdout, stderr} = await npsmfa(['doctor', '--lab=clock-ahead', '--output', file, ...args])
    assert.deepEqual([code, stdout, stderr], [1, '', ''])
    const text = readFileSync(file, 'utf8')
    if (name === 'report.json') assert.equal(JSON.parse(text).rootCauses[0].code, 'clock.skew/off')
    else assert.match(text, /clock\.skew\/off[\s\S]+\(exit 1\)\n$/)
  }
})

test('--debug tells on stderr how each fact was learnt, and the report stays one document', async () => {
  const {stdout, stderr} = await npsmfa(['doctor', '--lab=directory-wrong-password', '--json', '--debug'])
  assert.equal(JSON.parse(stdout).schema, 'npsmfa.report/1')
  assert.match(stderr, /^token: known in \d+ ms, client credentials/m)
  assert.match(stderr, /^directory-user alice@contoso\.example: denied: .+/m)
})

/** What a terminal would obey: colours, titles, links, the 8-bit form, a line that hides, direction marks. */
const hostile = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil\u2066\r\n\u0000\u007f\u200b'
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

test('text of a server never reaches the terminal raw', async () => {
  await besideLab(
    async ({address}) => {
      for (const args of [[], ['--json'], ['--debug']]) {
        const {stdout, stderr} = await npsmfa(['doctor', `--lab=${address}`, ...args])
        for (const text of [stdout, stderr]) {
          const at = text.search(obeyed)
          assert.equal(at, -1, JSON.stringify(text.slice(Math.max(0, at - 60), at + 20)))
        }
        if (!args.includes('--debug')) assert.ok(stdout.includes('evil'), 'it does reach the report')
      }
    },
    (state) => {
      state.tenant.principals[0]!.displayName = hostile
      state.directory.users[0]!.attributes.sAMAccountName = [`alice${hostile}`]
      state.tenant.graphPermissions = ['Application.Read.All', 'User.Read.All']
      state.server.identity.computer = `NPS${hostile}`
      state.server.identity.account = `CONTOSO\\${hostile}`
    },
  )
})
