import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {npsAuditing} from '../../src/catalogue/events.ts'
import {readEvent, type WindowsEvent} from '../../src/codecs/event-xml.ts'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {type Packet, textOf} from '../../src/codecs/radius/packet.ts'
import {buildLab} from '../../src/lab/build.ts'
import type {LabState} from '../../src/lab/index.ts'
import {journal} from '../../src/lab/nps/journal.ts'
import {runningLab} from '../../src/lab/running.ts'
import {text} from '../../src/world/radius/request.ts'
import {signIn} from '../../src/world/radius/sign-in.ts'
import {inLab} from './help.ts'

const patience = {timeoutMs: 400, firstPauseMs: 150, longestPauseMs: 150, mostSends: 3}

/** One sign-in, and what was written of it: "6273/21", or the extension's result. */
async function written(
  scenario: string,
  how: {password?: string; code?: string; protocol?: 'pap' | 'mschapv2'} = {},
  change: (state: LabState) => void = () => {},
): Promise<string[]> {
  let said: string[] = []
  await inLab(
    (state) => {
      state.secondFactor.afterMs = 10
      for (const channel of Object.values(state.server.events)) channel.xml = []
      change(state)
    },
    async ({introduction, state}) => {
      const [address = '', port] = introduction.radius.address.split(':')
      const server = {address, port: Number(port), secret: Buffer.from(introduction.radius.secret)}
      const password = how.password ?? introduction.radius.password
      const askCode = async () => how.code ?? introduction.radius.code
      const user = introduction.users[0] ?? 'alice@contoso.example'
      const asked = {server, user, protocol: how.protocol ?? 'pap', patience, password, askCode} as const
      await signIn(asked, AbortSignal.timeout(20_000))
      said = Object.values(state.server.events).flatMap(({xml}) =>
        xml.map((x) => words(readEvent(x)!)).toReversed(),
      )
    },
    scenario,
  )
  return said
}

function words({id, channel, data}: WindowsEvent): string {
  const field = (name: string) => data.find((one) => one.name === name)?.text
  if (channel === 'Security') return `${id}/${field('ReasonCode')}`
  const [said] =
    /ignoring request|Challenge requested|(?<=response: )\w+|(?<=Msg:: |} )AADSTS\d+|AADSTS\d+|HTTPS_\w+|ESTS_\w+/.exec(
      data[0]!.text.replace(/ESTS_TOKEN_ERROR(?=.*AADSTS)/g, ''),
    ) ?? []
  return said ?? data[0]!.text
}

describe('the lab’s NPS and its extension write', {concurrency: 2}, () => {
  for (const [scenario, how, expected] of [
    ['healthy', {}, ['6272/0', 'Challenge requested', 'Success']],
    ['healthy', {code: '000000'}, ['6273/21', 'Challenge requested', 'OathCodeIncorrect']],
    ['healthy', {password: 'wrong'}, ['6273/16', 'ignoring request']],
    ['user-locked', {}, ['6273/36', 'ignoring request']],
    ['user-password-expired', {}, ['6273/33', 'ignoring request']],
    ['user-dial-in-denied', {}, ['6273/65', 'ignoring request']],
    ['healthy', {protocol: 'mschapv2'}, ['6273/66', 'ignoring request']],
    ['user-not-in-entra', {}, ['6273/21', 'UserNotFound']],
    ['user-no-method', {}, ['6273/21', 'AuthenticationMethodNotConfigured']],
    ['code-over-ms-chap', {protocol: 'mschapv2'}, ['6273/21', 'Challenge requested']],
    ['approval-over-ms-chap', {protocol: 'mschapv2'}, ['6272/0', 'Success']],
    ['mfa-off', {}, ['6272/0']],
    ['mfa-off', {password: 'wrong'}, ['6273/16']],
    ['certificate-expired', {}, ['6274/9', 'AADSTS700027']],
    ['client-principal-disabled', {}, ['6274/9', 'AADSTS7000112']],
    ['mfa-service-silent', {}, ['6274/9', 'HTTPS_COMMUNICATION_ERROR']],
  ] as const)
    it(`of ${scenario} ${JSON.stringify(how)}: ${expected.join(', ')}`, async () => {
      // What is sent again after silence is a request of its own.
      const said = await written(scenario, how)
      assert.deepEqual([...new Set(said)].sort(), [...expected].sort())
    })
  it('what a phone was answered with', async () => {
    const denies = (state: LabState) => {
      state.secondFactor.answer = 'denies'
    }
    assert.deepEqual(await written('approval-over-ms-chap', {protocol: 'mschapv2'}, denies), [
      '6273/21',
      'PhoneAppDenied',
    ])
  })
  it('nothing where it is not audited, or the channel is off', async () => {
    const quiet = (state: LabState) => {
      state.server.auditing[npsAuditing] = {success: true, failure: false}
      for (const [name, channel] of Object.entries(state.server.events)) channel.enabled = name === 'Security'
    }
    assert.deepEqual(await written('healthy', {password: 'wrong'}, quiet), [])
    assert.deepEqual(await written('healthy', {}, quiet), ['6272/0'])
  })
})

it('a channel of the lab keeps the newest events only, each with a number of its own', async () => {
  const state = await buildLab('healthy')
  const write = journal(runningLab(state, new AbortController().signal, Buffer.alloc(32)))
  const request: Packet = {
    ...{code: codes.accessRequest, identifier: 1, authenticator: Buffer.alloc(16)},
    attributes: [text(types.userName, 'alice <b>')],
  }
  assert.equal(textOf(request, types.userName), 'alice <b>')
  for (let i = 0; i < 1_200; i++) write(request, {does: 'reject', why: {by: 'nps', reason: 16}})
  const {xml} = state.server.events.Security!
  assert.equal(xml.length, 500)
  const events = xml.map((x) => readEvent(x)!)
  assert.equal(new Set(events.map(({recordId}) => recordId)).size, 500)
  assert.ok(events[0]!.recordId! > events.at(-1)!.recordId!)
  assert.equal(events[0]!.data[0]?.text, 'alice <b>')
})
