import assert from 'node:assert/strict'
import {type ChildProcess, execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import {Ajv} from 'ajv'
import type {ToldAttempt} from '../../src/core/attempt.ts'
import {npsmfa, start} from '../support/doctor.ts'
import {extensionXml, securityXml} from '../support/event-text.ts'
import {type LabProcess, labProcess} from '../support/lab-process.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const children: ChildProcess[] = []
// One that a failed test has left must not keep the others waiting.
after(() => children.forEach((child) => void child.kill('SIGKILL')))
const schema = JSON.parse(readFileSync('docs/schemas/attempt-1.json', 'utf8'))
const conforms = new Ajv({strictTypes: false}).compile<ToldAttempt>(schema)
let files = 0
const place = (content = '') => {
  const file = join(folder, `log-${files++}`)
  writeFileSync(file, content)
  return file
}

interface Line {
  text: string
  /** When it came, by the clock of the wall. */
  at: number
}

/** A watch that has begun; what it says, with its times. */
async function watch(args: readonly string[]) {
  const child = start(['watch', ...args])
  children.push(child)
  const lines: Line[] = []
  let [rest, talk] = ['', '']
  child.stdout!.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()!
    for (const text of parts) lines.push({text, at: Date.now()})
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  await new Promise<void>((resolve) => {
    child.stderr!.on('data', (chunk) => {
      talk += chunk
      if (/^Watching/m.test(talk)) resolve()
    })
    ended.then(() => resolve())
  })
  return {
    child,
    lines,
    talk: () => talk,
    /** Waits for so many lines, but not for ever. */
    async said(count: number) {
      for (let i = 0; i < 400 && lines.length < count; i++) await pause(10)
      return lines
    },
    async interrupt() {
      child.kill('SIGINT')
      const [code] = await ended
      return code
    },
    ended: async () => (await ended)[0],
  }
}

/** Another process that writes, as NPS does: the line is in the file at the time that it prints. */
async function append(file: string, text: string): Promise<number> {
  const program = `require('node:fs').appendFileSync(process.argv[1], process.argv[2]); console.log(Date.now())`
  return Number(execFileSync(process.execPath, ['-e', program, file, text], {encoding: 'utf8'}))
}

const now = () => new Date().toISOString()
const accounting = (user: string, packet: number, reason: number) => {
  const d = new Date()
  const two = (n: number, width = 2) => String(n).padStart(width, '0')
  const time = `${two(d.getMonth() + 1)}/${two(d.getDate())}/${d.getFullYear()} ${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${two(d.getMilliseconds(), 3)}`
  return `<Event><Timestamp data_type="4">${time}</Timestamp><Computer-Name data_type="1">NPS01</Computer-Name><Event-Source data_type="1">IAS</Event-Source><User-Name data_type="1">${user}</User-Name><Client-IP-Address data_type="3">192.0.2.80</Client-IP-Address><Client-Friendly-Name data_type="1">VPN01</Client-Friendly-Name><Class data_type="1">311 1 ${user} ${d.getTime()}</Class><SAM-Account-Name data_type="1">CONTOSO\\${user}</SAM-Account-Name><Packet-Type data_type="0">${packet}</Packet-Type><Reason-Code data_type="0">${reason}</Reason-Code></Event>\r\n`
}
const wrongCode = (user: string) =>
  extensionXml(
    now(),
    `CID: 7d0c9a4e-33b1-4e0b-8f36-019012345678 :Access Rejected for user ${user} with Azure MFA response: OathCodeIncorrect and message: x`,
  )

describe('npsmfa watch of files', {concurrency: true}, () => {
  it('says within a second what another process has written, in one line with cause and owner', async () => {
    const [log, xml] = [place(accounting('old', 3, 16)), place()]
    const {said, interrupt, talk} = await watch([log, xml])
    const written = [await append(log, accounting('alice', 1, 0) + accounting('alice', 3, 16))]
    await said(1)
    written.push(
      await append(xml, wrongCode('lee@contoso.com') + securityXml(now(), 6273, 'lee', {reason: 21})),
    )
    const lines = await said(2)
    assert.match(
      lines[0]!.text,
      /^\d\d:\d\d:\d\d {2}CONTOSO\\alice at VPN01: refused before MFA\. The user name or password of the user was refused \(reason 16\)\. .+ Up to the user, with the helpdesk: Try/,
    )
    assert.match(
      lines[1]!.text,
      /^\d\d:\d\d:\d\d {2}lee@contoso\.com at VPN gateway: refused\. The user gave a wrong code \(OathCodeIncorrect\)\. Up to the user, with the helpdesk: Try the next code/,
    )
    const delays = lines.map(({at}, i) => at - written[i]!)
    assert.ok(Math.max(...delays) < 1_000, `${delays} ms`)
    assert.equal(await interrupt(), 130)
    assert.deepEqual(
      [lines.length, talk()],
      [2, 'Watching: each sign-in is told as it happens. Ctrl-C ends it.\n'],
    )
  })
  it('as a document a line, of the users that are named only, and ends by itself: 1', async () => {
    const file = place()
    const {said, ended} = await watch([
      file,
      '--json',
      '--user',
      'alice@contoso.com,mia@contoso.com',
      '--for',
      '2s',
    ])
    for (const user of ['alice', 'lee', 'mia']) appendFileSync(file, accounting(user, 3, 48))
    const lines = await said(2)
    assert.equal(await ended(), 1)
    const told = lines.map(({text}) => JSON.parse(text))
    for (const one of told) assert.ok(conforms(one), JSON.stringify(conforms.errors))
    assert.deepEqual(
      told.map(({user, code, owner}) => [user, code, owner]),
      ['alice', 'mia'].map((user) => [user, 'logs.first-factor/no-network-policy', 'server']),
    )
  })
  it('ends with 0 where nobody was refused, and finishes the sentence in hand', async () => {
    const file = place()
    const {child, ended, lines} = await watch([file, '--for', '1s'])
    await pause(600)
    appendFileSync(file, accounting('alice', 2, 0))
    assert.equal(await ended(), 0)
    assert.equal(child.killed, false)
    assert.match(lines[0]?.text ?? '', /alice at VPN01: accepted\. Whether with a second factor/)
  })
  it('waits for a file that comes later, and ends with 3 where none has come', async () => {
    const later = join(folder, 'later.log')
    const {said, interrupt, talk} = await watch([later])
    assert.match(talk(), /^FILE 1: there is no such file yet; it is waited for\.\n/)
    writeFileSync(later, accounting('alice', 3, 16))
    assert.equal((await said(1)).length, 1)
    assert.equal(await interrupt(), 130)
    const none = await npsmfa(['watch', join(folder, 'never.log'), '--for', '300ms'])
    assert.deepEqual([none.code, none.stdout], [3, ''])
  })
  it('ends at once with 3 where nothing can be followed, and says why', async () => {
    const evtx = place('ElfFile\0')
    mkdirSync(join(folder, 'dir'))
    const {code, stdout, stderr} = await npsmfa(['watch', evtx, join(folder, 'dir')])
    assert.deepEqual([code, stdout], [3, ''])
    assert.match(
      stderr,
      /in place, so it cannot be followed.*\n.*it is a folder\.\nnpsmfa: Nothing of this could be read\.\n$/,
    )
  })
  it('folds a flood into counts, and keeps its memory', async () => {
    const file = place()
    const {child, lines, ended, said} = await watch([file, '--for', '6s'])
    const block = Array.from({length: 2_000}, (_, i) => accounting(`user${i}`, 3, 16)).join('')
    await pause(200)
    // Some 80 MB.
    for (let i = 0; i < 50; i++) appendFileSync(file, block)
    await said(25)
    await pause(1_500)
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
    assert.equal(await ended(), 1)
    const sum = lines.reduce((all, {text}) => all + Number(/ {2}(\d+) times /.exec(text)?.[1] ?? 1), 0)
    assert.equal(sum, 100_000)
    assert.ok(lines.length < 200, `${lines.length} lines`)
    assert.ok(peak < 400, `${peak} MB`)
  })
  it('ends when nobody reads on', async () => {
    const file = place()
    const {child, ended} = await watch([file])
    child.stdout!.destroy()
    for (let i = 0; i < 4 && child.exitCode === null; i++) {
      appendFileSync(file, accounting('alice', 3, 16))
      await pause(700)
    }
    assert.equal(await ended(), 1)
  })
})

describe('npsmfa watch takes no', () => {
  for (const [what, args, says] of [
    ['logs beside those of a lab', ['x.log', '--lab'], /either FILE or --lab/],
    ['nothing to follow, elsewhere than on Windows', [], /needs a file here/],
    ['time that is none', ['x.log', '--for', 'ever'], /--for as 45s/],
    ['user without a suffix', ['x.log', '--user', 'alice'], /--user is a user principal name/],
    ['lab that is not there', ['--lab=http://127.0.0.1:9'], /No lab answers/],
  ] as const)
    it(what, async () => {
      const {code, stdout, stderr} = await npsmfa(['watch', ...args])
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, says)
    })
})

describe('npsmfa watch of a lab, where others sign in', () => {
  let labs: LabProcess[] = []
  before(async () => {
    labs = await Promise.all([labProcess(), labProcess('client-principal-disabled')])
  })
  after(() => Promise.all(labs.map((lab) => lab.stop())))

  const signIn = (address: string, ...more: string[]): Promise<{code: number | null}> =>
    npsmfa([
      'radius',
      `--lab=${address}`,
      '--user',
      'alice@contoso.example',
      '--yes',
      '--timeout',
      '2s',
      ...more,
    ])

  it('says how each ended, within a second of the event', async () => {
    const watching = await Promise.all(labs.map(({address}) => watch([`--lab=${address}`, '--json'])))
    const [good, bad] = await Promise.all(labs.map(({address}) => signIn(address)))
    assert.deepEqual([good!.code, bad!.code], [0, 3])
    const lines = await Promise.all(watching.map(async ({said}) => (await said(1))[0]!))
    const [accepted, failed] = lines.map(({text}) => JSON.parse(text) as ToldAttempt)
    for (const one of [accepted, failed]) assert.ok(conforms(one), JSON.stringify(conforms.errors))
    assert.deepEqual(
      [accepted?.outcome, accepted?.user, accepted?.nas],
      ['accepted', 'alice@contoso.example', 'VPN gateway'],
    )
    assert.deepEqual(
      [failed?.outcome, failed?.code, failed?.told],
      ['extension-failed', 'logs.token/client-disabled', 'ESTS_TOKEN_ERROR, AADSTS7000112, 0xCAA20001'],
    )
    const delays = lines.map(({at}, i) => at - Date.parse([accepted, failed][i]!.last))
    assert.ok(Math.max(...delays) < 1_000, `${delays} ms`)
    for (const {interrupt, lines} of watching) {
      assert.equal(await interrupt(), 130)
      assert.equal(lines.length, 1)
    }
  })
  it('starts one of its own and says how to sign in there, as the README shows', async () => {
    const {talk, said, interrupt} = await watch(['--lab=client-principal-disabled'])
    const [, address = ''] = /radius --lab=(http:\S+) --user \S+@/.exec(talk()) ?? []
    assert.equal((await signIn(address)).code, 3)
    const steady = (text: string) =>
      text
        .replace(/127\.0\.0\.1:\d+/g, 'PORT')
        .replace(/^\d\d:\d\d:\d\d/gm, 'TIME')
        .replace(/\s+/g, ' ')
    const shown = `${talk()}${(await said(1))[0]!.text}`
    assert.ok(steady(readFileSync('README.md', 'utf8')).includes(steady(shown)), shown)
    assert.equal(await interrupt(), 130)
  })
})

const radclient = spawnable('radclient')
function spawnable(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`])
    return true
  } catch {
    return false
  }
}
const ends = (child: ChildProcess) => once(child, 'close')

it('radclient’s sign-ins are seen as well', {skip: !radclient}, async () => {
  const {talk, said, interrupt} = await watch(['--lab=mfa-off'])
  const [, address = ''] = /--lab=(http:\S+)/.exec(talk()) ?? []
  const {radius} = (await (await fetch(address)).json()) as {radius: {address: string; secret: string}}
  const child = spawn('radclient', ['-x', radius.address, 'auth', radius.secret], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.end(
    'User-Name = "alice@contoso.example", User-Password = "wrong", Message-Authenticator = 0x00\n',
  )
  await ends(child)
  assert.match((await said(1))[0]!.text, /alice@contoso\.example at VPN gateway: refused before MFA/)
  await interrupt()
})
