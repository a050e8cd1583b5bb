import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, test} from 'node:test'
import {Ajv} from 'ajv'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {octetsOf, textOf} from '../../src/codecs/radius/packet.ts'
import {revealPassword} from '../../src/codecs/radius/user-password.ts'
import type {RadiusReport} from '../../src/core/radius.ts'
import {radiusReportSchema} from '../report-schema.ts'
import {npsmfa} from '../support/doctor.ts'
import {type Asked, type RadiusServer, radiusServer, secret} from '../support/radius-server.ts'
import {temporaryFolder} from '../support/temp.ts'
import {atTerminal} from '../support/terminal.ts'

const password = 'C4n4ry Pässword'
const code = '864209'
const env = {NPSMFA_RADIUS_SECRET: String(secret), NPSMFA_USER_PASSWORD: password}
const alice = ['--user', 'alice@contoso.test']
const chap = ['--protocol', 'mschapv2']

const open: RadiusServer[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

const given = ({request}: Asked) =>
  revealPassword(octetsOf(request, types.userPassword)!, secret, request.authenticator)
const isNobody = ({request}: Asked) => textOf(request, types.userName).endsWith('.invalid')

/** Lets alice in: with a code where she has to give one. */
async function serving(...how: 'asks for a code'[]): Promise<RadiusServer & {at: string}> {
  const server = await radiusServer((asked) => {
    if (asked.request.code === codes.statusServer) return
    if (isNobody(asked)) return asked.reply({code: codes.accessReject})
    const state = octetsOf(asked.request, types.state)
    const right = given(asked) === (state ? code : password)
    if (!right) return asked.reply({code: codes.accessReject})
    if (state || how.length === 0) return asked.reply({code: codes.accessAccept})
    const attributes = [
      {type: types.state, value: Buffer.from('S')},
      {type: types.replyMessage, value: Buffer.from('Your\u001b[2J code')},
    ]
    asked.reply({code: codes.accessChallenge, attributes})
  })
  open.push(server)
  return {...server, at: `127.0.0.1:${server.port}`}
}

const conforms = new Ajv({allErrors: true, strictTypes: false}).compile<RadiusReport>(radiusReportSchema)

describe('npsmfa radius at the lab', () => {
  const ends: readonly (readonly [
    scenario: string,
    exit: number,
    code: string,
    verdict: RegExp,
    more?: readonly string[],
  ])[] = [
    ['healthy', 0, 'radius.mfa/code-right', /^Accepted: password and code/],
    ['mfa-off', 0, 'radius.mfa/none', /nobody was asked for a second factor/],
    ['approval-over-ms-chap', 0, 'radius.mfa/approved', /somebody approved/, chap],
    ['user-dial-in-denied', 1, 'radius.first-factor/refused-for', /not allowed to dial in/, chap],
    ['user-no-method', 1, 'radius.first-factor/refused', /^Refused at once/],
    ['certificate-expired', 3, 'radius.mfa/unanswered-yet', /while NPS answers other requests/],
    ['secret-mismatch', 3, 'radius.answers/silence', /^No answer of 127\.0\.0\.1:\d+ /],
    ['radius-secret-differs', 3, 'radius.secret/differs', /not with this shared secret/],
    ['nps-stopped', 3, 'radius.answers/closed', /^Nothing listens/],
  ]
  for (const [scenario, exit, code, verdict, more = []] of ends)
    test(`${scenario}: ${code}, exit ${exit}`, async () => {
      const timeout = exit === 3 ? ['--timeout', '1s'] : []
      const who = ['--user', 'alice@contoso.example', '--yes', ...more, ...timeout]
      const ran = await npsmfa(['radius', `--lab=${scenario}`, ...who, '--json'])
      const report = JSON.parse(ran.stdout) as RadiusReport
      assert.ok(conforms(report), JSON.stringify(conforms.errors))
      assert.deepEqual([ran.code, report.exit, report.code], [exit, exit, code])
      assert.match(report.verdict, verdict)
      const finding = report.findings.find((found) => found.code === code)
      assert.equal(finding?.message, report.verdict)
    })
})

test('tells what was asked and answered, and never a password, a code or a secret', async () => {
  const server = await serving()
  for (const json of [[], ['--json']]) {
    const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes', ...json], {env})
    assert.equal(ran.code, 0, ran.stderr)
    assert.equal(ran.stderr, '')
    for (const hidden of [password, String(secret)]) assert.ok(!ran.stdout.includes(hidden))
    if (json.length === 0)
      assert.match(
        ran.stdout,
        /Asked and answered\n {2}nobody, signed +Access-Reject.*\n {2}password +Access-Accept/,
      )
  }
})

test('names the NAS and carries the attributes that were given', async () => {
  const server = await serving()
  const more = [
    '--nas-ip',
    '192.0.2.70',
    '--attribute',
    'calling-station-id=192.0.2.7=x',
    '--attribute',
    'NAS-Port-Type=5',
  ]
  const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes', ...more], {env})
  assert.equal(ran.code, 0, ran.stderr)
  const request = server.asked.find((packet) => textOf(packet, types.userName) === 'alice@contoso.test')!
  assert.deepEqual(octetsOf(request, types.nasIpAddress), Buffer.of(192, 0, 2, 70))
  assert.equal(textOf(request, types.callingStationId), '192.0.2.7=x')
  assert.deepEqual(octetsOf(request, types.nasPortType), Buffer.of(0, 0, 0, 5))
})

test('reads secrets from files as well', async () => {
  const server = await serving()
  const folder = temporaryFolder()
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), `${text}\n`)
    return join(folder, name)
  }
  const files = {
    NPSMFA_RADIUS_SECRET_FILE: file('secret', String(secret)),
    NPSMFA_USER_PASSWORD_FILE: file('password', password),
  }
  const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes'], {env: files})
  assert.equal(ran.code, 0, ran.stderr)
})

test('what does not fit into a request is wrong usage', async () => {
  const server = await serving()
  const long = {...env, NPSMFA_USER_PASSWORD: 'p'.repeat(129)}
  const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes'], {env: long})
  assert.equal(ran.code, 2)
  assert.match(ran.stderr, /does not fit into a RADIUS request \(a password of more than 128 bytes\)/)
  const many = Array.from({length: 17}, () => ['--attribute', `Connect-Info=${'x'.repeat(250)}`]).flat()
  const full = await npsmfa(['radius', '--server', server.at, ...alice, '--yes', ...many], {env})
  assert.deepEqual([full.code, full.stdout], [2, ''])
})

test('a refused password is not tried again', async () => {
  const server = await serving()
  const wrong = {...env, NPSMFA_USER_PASSWORD: 'wrong'}
  const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes'], {env: wrong})
  assert.equal(ran.code, 1)
  const tries = server.asked.filter((packet) => textOf(packet, types.userName) === 'alice@contoso.test')
  assert.equal(tries.length, 1)
})

test('without --yes, typed, nothing is sent where nobody can be asked', async () => {
  const server = await serving()
  const ran = await npsmfa(['radius', '--server', server.at, ...alice], {env: {...env, NPSMFA_YES: 'true'}})
  assert.equal(ran.code, 2)
  assert.match(ran.stderr, /--yes/)
  assert.deepEqual(server.datagrams, [])
})

test('what cannot be followed is wrong usage, and nothing is sent', async () => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['--server', 'http://nps1'], /--server is/],
    [['--server', '[nps1]:1812'], /--server is/],
    [['--server', 'nps1:0'], /--server is/],
    [['--user', 'a\u0007b'], /--user is/],
    [['--timeout', '0s'], /--timeout is/],
    [['--timeout', '9m'], /--timeout is/],
    [['--nas-ip', '::1'], /--nas-ip is/],
    [['--attribute', 'User-Password=C4n4ry'], /--attribute is/],
    [['--attribute', 'NAS-Port=x'], /--attribute is/],
    [['--attribute', 'NAS-Identifier'], /--attribute is/],
    [['--protocol', 'chap'], /--protocol is one of/],
    [['--lab', '--server', 'nps1'], /do not go together/],
  ]
  for (const [args, said] of wrong) {
    const ran = await npsmfa(['radius', ...(args[0] === '--user' ? [] : alice), '--yes', ...args], {env})
    assert.equal(ran.code, 2, args.join(' '))
    assert.match(ran.stderr, said)
    assert.ok(!ran.stderr.includes('C4n4ry'))
  }
  const without = await npsmfa(['radius', ...alice, '--yes'], {env: {NPSMFA_USER_PASSWORD: password}})
  assert.match(without.stderr, /NPSMFA_RADIUS_SECRET_FILE/)
})

test('at a terminal it asks first, then for the secrets and the code, none of which is shown', async () => {
  const server = await serving('asks for a code')
  const args = ['radius', '--server', server.at, ...alice]
  const no = await atTerminal(args, [['[y/N]', 'n']])
  assert.equal(no.status, 3)
  assert.match(no.screen, /counts towards lockout[\s\S]*Nothing was sent/)
  assert.deepEqual(server.datagrams, [])

  const {status, screen} = await atTerminal(args, [
    ['[y/N]', 'y'],
    ['The shared secret: ', String(secret)],
    ['The password of --user: ', password],
    ['code: ', code],
  ])
  assert.equal(status, 0, screen)
  assert.match(screen, /Accepted: password and code/)
  for (const hidden of [String(secret), password, code]) assert.ok(!screen.includes(hidden), screen)
  assert.ok(!screen.includes('\u001b[2J'), 'what a server says cannot clear the screen')
})

test('without a terminal a code cannot be given, which is said', async () => {
  const server = await serving('asks for a code')
  const ran = await npsmfa(['radius', '--server', server.at, ...alice, '--yes'], {env})
  assert.equal(ran.code, 3)
  assert.match(ran.stdout, /asks for a code, and none was given/)
})

test('Ctrl-C ends it at once', async () => {
  const asked = Promise.withResolvers<void>()
  const server = await radiusServer(() => asked.resolve())
  open.push(server)
  let sent = 0
  const ran = await npsmfa(['radius', '--server', `127.0.0.1:${server.port}`, ...alice, '--yes'], {
    env,
    meanwhile: (child) =>
      asked.promise.then(() => {
        sent = performance.now()
        child.kill('SIGINT')
      }),
  })
  const took = performance.now() - sent
  assert.deepEqual([ran.code, ran.stdout], [130, ''])
  assert.ok(took < 1_000, `${took} ms`)
})
