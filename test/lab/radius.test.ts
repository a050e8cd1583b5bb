import assert from 'node:assert/strict'
import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {describe, it} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {encodePacket} from '../../src/codecs/radius/packet.ts'
import {hidePassword} from '../../src/codecs/radius/user-password.ts'
import type {Introduction, LabState} from '../../src/lab/index.ts'
import {text} from '../../src/world/radius/request.ts'
import {type SignIn, signIn} from '../../src/world/radius/sign-in.ts'
import {askStatus} from '../../src/world/radius/status.ts'
import {inLab} from './help.ts'

const alice = 'alice@contoso.example'
const patience = {timeoutMs: 400, firstPauseMs: 150, longestPauseMs: 150, mostSends: 3}
const signal = AbortSignal.timeout(60_000)

const serverOf = ({radius}: Introduction) => {
  const [address = '', port] = radius.address.split(':')
  return {address, port: Number(port), secret: Buffer.from(radius.secret)}
}
const ask = (introduction: Introduction, more: Partial<SignIn> = {}) =>
  signIn(
    {
      ...{server: serverOf(introduction), user: introduction.users[0] ?? alice, protocol: 'pap', patience},
      ...{password: introduction.radius.password, askCode: async () => introduction.radius.code},
      ...more,
    },
    signal,
  )
const quickly = (state: LabState) => {
  state.secondFactor.afterMs = 20
}
/** What each leg ended with, and the MS-CHAP error where there is one. */
async function ending(scenario: string, more: Partial<SignIn> = {}): Promise<string> {
  let said = ''
  const use = async ({introduction}: {introduction: Introduction}) => {
    const legs = await ask(introduction, more)
    said = legs.map(({ended, answer}) => ended + (answer?.chapError?.code ?? '')).join()
  }
  await inLab(quickly, use, scenario)
  return said
}

describe('the lab’s NPS', () => {
  const byPap: Readonly<Record<string, string>> = {
    healthy: 'challenge,accept',
    'behind-proxy': 'challenge,accept',
    'certificate-loose-subject': 'challenge,accept',
    'certificate-by-thumbprint': 'challenge,accept',
    'user-protected': 'challenge,accept',
    // Without the extension, or with a part of it only, nobody is asked for anything.
    'mfa-off': 'accept',
    'mfa-off-authorization': 'accept',
    'extension-uninstalled': 'accept',
    // Nobody hears why.
    'no-radius-clients': 'silence',
    'radius-client-disabled': 'silence',
    'radius-client-unknown': 'silence',
    'secret-mismatch': 'silence',
    'nps-configuration-garbled': 'silence',
    'nps-only-forwards': 'silence',
    'dll-deleted': 'silence',
    'tenant-id-missing': 'silence',
    'certificate-expired': 'silence',
    'certificate-not-yet-valid': 'silence',
    'certificate-not-registered': 'silence',
    'certificate-identifier-stale': 'silence',
    'certificate-thumbprint-too-early': 'silence',
    'certificate-keyless': 'silence',
    'key-unreadable': 'silence',
    'client-principal-disabled': 'silence',
    'connector-principal-missing': 'silence',
    'wrong-cloud': 'silence',
    'clock-ahead': 'silence',
    'login-refused': 'silence',
    'mfa-service-silent': 'silence',
    'proxy-authentication': 'silence',
    'tls12-disabled': 'silence',
    // Refused before or by the MFA service.
    'user-locked': 'reject',
    'code-over-ms-chap': 'reject',
    'user-not-in-entra': 'reject',
    'user-no-method': 'reject',
  }
  for (const [scenario, expected] of Object.entries(byPap))
    it(`${scenario}, by PAP: ${expected}`, async () => assert.equal(await ending(scenario), expected))

  const byMsChap: Readonly<Record<string, string>> = {
    'approval-over-ms-chap': 'accept',
    'code-over-ms-chap': 'reject691',
    'sms-over-ms-chap': 'reject691',
    'user-disabled-in-ad': 'reject647',
    'user-password-expired': 'reject648',
    'user-outside-hours': 'reject646',
    'user-dial-in-denied': 'reject649',
    'certificate-expired': 'reject691',
  }
  for (const [scenario, expected] of Object.entries(byMsChap))
    it(`${scenario}, by MS-CHAPv2: ${expected}`, async () =>
      assert.equal(await ending(scenario, {protocol: 'mschapv2'}), expected))

  it('takes somebody by the name of the domain, whose mail address the MFA service is told', async () => {
    assert.equal(await ending('alternate-login-id', {user: 'CONTOSO\\alice'}), 'challenge,accept')
  })

  it('refuses a wrong password, a wrong code and an unknown name', async () => {
    assert.equal(await ending('healthy', {password: 'wrong'}), 'reject')
    assert.equal(await ending('healthy', {askCode: async () => '000000'}), 'challenge,reject')
    assert.equal(await ending('healthy', {user: 'nobody@contoso.example'}), 'reject')
  })

  it('waits for an approval, once, however often the request is sent, and proves that it knows the password', () =>
    inLab(
      (state) => {
        state.secondFactor.afterMs = 350
      },
      async ({introduction}) => {
        const [leg] = await ask(introduction, {
          protocol: 'mschapv2',
          patience: {...patience, firstPauseMs: 50},
        })
        assert.deepEqual([leg!.ended, leg!.answer?.proof, leg!.answer?.signed], ['accept', 'right', true])
        assert.ok(leg!.ms >= 340 && leg!.sends > 2, JSON.stringify(leg))
      },
      'approval-over-ms-chap',
    ))

  it('refuses when the phone is told to', () =>
    inLab(
      (state) => {
        Object.assign(state.secondFactor, {answer: 'denies', afterMs: 100})
      },
      async ({introduction}) => {
        const [leg] = await ask(introduction, {protocol: 'mschapv2'})
        assert.equal(leg!.ended, 'reject')
        assert.ok(leg!.ms >= 95, `${leg!.ms} ms`)
      },
      'approval-over-ms-chap',
    ))

  it('keeps what the policy grants from whoever has typed a code', () =>
    inLab(quickly, async ({introduction}) => {
      const legs = await ask(introduction)
      assert.deepEqual(legs.at(-1)?.answer?.attributes, [])
    }))
  it('gives it to everybody else', () =>
    inLab(
      quickly,
      async ({introduction}) => {
        const [leg] = await ask(introduction)
        assert.deepEqual(leg?.answer?.attributes, [types.class, types.filterId])
      },
      'mfa-off',
    ))

  it('asks nobody who comes from an address that is let off', () =>
    inLab(
      (state) => {
        const key = state.server.registry['SOFTWARE\\Microsoft\\AzureMfa']!
        key.values.find(({name}) => name === 'IP_WHITELIST')!.data = '192.0.2.1;192.0.2.9'
      },
      async ({introduction}) => {
        const from = (last: number) => [{type: types.nasIpAddress, value: Buffer.of(192, 0, 2, last)}]
        assert.equal((await ask(introduction, {attributes: from(9)}))[0]!.ended, 'accept')
        assert.equal((await ask(introduction, {attributes: from(8)}))[0]!.ended, 'challenge')
      },
    ))

  it('lets in who is not registered, if it is told to', () =>
    inLab(
      (state) => {
        const key = state.server.registry['SOFTWARE\\Microsoft\\AzureMfa']!
        key.values.find(({name}) => name === 'REQUIRE_USER_MATCH')!.data = 'FALSE'
      },
      async ({introduction}) => assert.equal((await ask(introduction))[0]!.ended, 'accept'),
      'user-no-method',
    ))

  it('answers no Status-Server; while NPS is stopped nothing listens', async () => {
    const status = async ({introduction}: {introduction: Introduction}) => {
      const {ended} = await askStatus(serverOf(introduction), patience, signal)
      said.push(ended)
    }
    const said: string[] = []
    await inLab(() => {}, status)
    await inLab(() => {}, status, 'nps-stopped')
    assert.deepEqual(said, ['silence', 'unreachable'])
  })

  /** Sends bytes as they are; gives back what comes. */
  async function raw({radius}: Introduction, ...datagrams: readonly Uint8Array[]): Promise<Buffer[]> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const replies: Buffer[] = []
    socket.on('message', (reply) => replies.push(reply))
    for (const datagram of datagrams) {
      socket.send(datagram, serverOf({radius} as Introduction).port, '127.0.0.1')
      await pause(60)
    }
    await pause(100)
    socket.close()
    return replies
  }
  const unsigned = ({radius}: Introduction, identifier = 1) => {
    const authenticator = Buffer.alloc(16, 7)
    const hidden = hidePassword(radius.password, Buffer.from(radius.secret), authenticator)
    const attributes = [text(types.userName, alice), {type: types.userPassword, value: hidden}]
    return encodePacket({code: codes.accessRequest, identifier, authenticator, attributes})
  }

  it('takes a request without Message-Authenticator only where none is required', async () => {
    await inLab(quickly, async ({introduction}) =>
      assert.deepEqual(await raw(introduction, unsigned(introduction)), []),
    )
    await inLab(
      quickly,
      async ({introduction}) =>
        assert.equal((await raw(introduction, unsigned(introduction)))[0]?.[0], codes.accessChallenge),
      'message-authenticator-not-required',
    )
  })

  it('answers a duplicate as before, and another request anew', () =>
    inLab(
      quickly,
      async ({introduction}) => {
        const [one, two] = [unsigned(introduction), unsigned(introduction, 2)]
        const [first, again, other] = await raw(introduction, one, one, two)
        assert.deepEqual(again, first)
        assert.equal(other?.[0], codes.accessChallenge)
        assert.notDeepEqual(other.subarray(4), first!.subarray(4))
      },
      'message-authenticator-not-required',
    ))

  it('lives through bytes that are no request', () =>
    inLab(quickly, async ({introduction}) => {
      const none = [Buffer.alloc(0), Buffer.alloc(20), Buffer.alloc(5_000, 0xff), Buffer.alloc(4_096, 1)]
      assert.deepEqual(await raw(introduction, ...none), [])
      assert.equal((await ask(introduction)).at(-1)?.ended, 'accept')
    }))
})
