import assert from 'node:assert/strict'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, test} from 'node:test'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {textOf} from '../../src/codecs/radius/packet.ts'
import type {Report} from '../../src/core/report.ts'
import {npsmfa} from '../support/doctor.ts'
import {freePort} from '../support/ports.ts'
import {type RadiusServer, radiusServer, secret} from '../support/radius-server.ts'
import {temporaryFolder} from '../support/temp.ts'
import {atTerminal} from '../support/terminal.ts'

const folder = temporaryFolder()
const right = {NPSMFA_RADIUS_SECRET: String(secret)}
const open: RadiusServer[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

/** Refuses nobody, and repeats its secret in doing so. */
async function serving(): Promise<{at: string; server: RadiusServer}> {
  const said = {type: types.replyMessage, value: Buffer.from(`no, by ${secret}`)}
  const server = await radiusServer(({request, reply}) => {
    if (request.code === codes.accessRequest) reply({code: codes.accessReject, attributes: [said]})
  })
  open.push(server)
  return {at: `127.0.0.1:${server.port}`, server}
}

async function check(args: readonly string[], env: Record<string, string> = right) {
  const ran = await npsmfa(['check', 'radius', ...args, '--json'], {env})
  const report = JSON.parse(ran.stdout || '{"findings": []}') as Report
  return {...ran, codes: report.findings.map(({code}) => code)}
}

test('asks a server about nobody, and keeps its secret', async () => {
  const {at, server} = await serving()
  const bundle = join(folder, 'bundle.json')
  const ran = await check(['--radius', at, '--bundle', bundle])
  assert.equal(ran.code, 0, ran.stderr)
  for (const code of [
    'radius.answers/answers',
    'radius.secret/right',
    'radius.message-authenticator/insists',
  ])
    assert.ok(ran.codes.includes(code), ran.codes.join())
  const written = readFileSync(bundle, 'utf8')
  assert.ok(!`${ran.stdout}${ran.stderr}${written}`.includes(String(secret)))
  const {evidence} = JSON.parse(written) as {evidence: Record<string, {value: {radius?: string}}>}
  assert.equal(evidence.settings?.value.radius, at)
  const asked = server.asked.map(({code}) => code)
  assert.ok(asked.includes(codes.statusServer) && asked.includes(codes.accessRequest))
  const names = server.asked.map((request) => textOf(request, types.userName)).filter(Boolean)
  assert.ok(
    names.every((name) => name.endsWith('@npsmfa.invalid')),
    names.join(),
  )
})

test('what was asked for and stays silent is undetermined; a closed port is red', async () => {
  const {at} = await serving()
  const silent = await check(['--radius', at], {NPSMFA_RADIUS_SECRET: 'another'})
  assert.equal(silent.code, 3)
  assert.ok(silent.codes.includes('radius.answers/silence'), silent.codes.join())
  assert.ok(silent.ms < 6_000, `${silent.ms} ms`)
  const closed = await check(['--radius', `127.0.0.1:${await freePort()}`])
  assert.equal(closed.code, 1)
  assert.ok(closed.codes.includes('radius.answers/closed'), closed.codes.join())
})

test('the secret comes from a file, a variable or a prompt, and is needed', async () => {
  const {at} = await serving()
  const file = join(folder, 'secret')
  writeFileSync(file, `${secret}\n`)
  const fromFile = await check(['--radius', at], {NPSMFA_RADIUS_SECRET_FILE: file})
  assert.equal(fromFile.code, 0, fromFile.stderr)
  const byVariable = await check([], {...right, NPSMFA_RADIUS: at})
  assert.ok(byVariable.codes.includes('radius.answers/answers'), byVariable.codes.join())
  const {status, screen} = await atTerminal(
    ['check', 'radius', '--radius', at],
    [['The shared secret: ', String(secret)]],
  )
  assert.equal(status, 0, screen)
  assert.ok(!screen.includes(String(secret)))
  const none = await check(['--radius', at], {})
  assert.equal(none.code, 2)
  assert.match(none.stderr, /NPSMFA_RADIUS_SECRET/)
  const empty = await check(['--radius', at], {NPSMFA_RADIUS_SECRET: ''})
  assert.equal(empty.code, 2)
  const wrong = await check(['--radius', 'nps1:99999'])
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /--radius is the NPS server/)
})

test('who names no server is told how, and a lab is its own', async () => {
  const {at, server} = await serving()
  const none = await npsmfa(['check', 'radius.answers', 'radius.mfa', '--json'])
  const {findings} = JSON.parse(none.stdout) as Report
  assert.deepEqual(
    findings.map(({code}) => code),
    ['radius.answers/skipped', 'radius.mfa/skipped'],
  )
  assert.match(findings[0]!.message, /--radius HOST/)
  const lab = await check(['--lab'], {...right, NPSMFA_RADIUS: at})
  assert.equal(lab.code, 0, lab.stderr)
  assert.deepEqual(server.datagrams, [], 'what names another installation means nothing to a lab')
})
