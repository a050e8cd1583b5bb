import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {after, before, it} from 'node:test'
import {codes, attributes as types} from '../../src/codecs/radius/numbers.ts'
import {octetsOf, textOf} from '../../src/codecs/radius/packet.ts'
import {signedReply} from '../../src/codecs/radius/sign.ts'
import {revealPassword} from '../../src/codecs/radius/user-password.ts'
import type {Leg, RadiusReport} from '../../src/core/radius.ts'
import {type Patience, usualPatience} from '../../src/world/radius/patience.ts'
import type {SignIn} from '../../src/world/radius/sign-in.ts'
import {secret as ourSecret, radiusServer} from '../support/radius-server.ts'
import {realSuite} from './can-start.ts'
import {certificatesIn} from './certificates.ts'
import {freeradius, freeradiusNeeds, local, radius} from './freeradius.ts'
import {Island, type Service} from './island.ts'
import {directoryPeople, readerPassword, readers} from './people.ts'
import {controller, provision, sambaNeeds} from './samba.ts'

/** One sign-in for radius-child.ts; where there is no user the server is asked about nobody only. */
export interface Asking {
  user: string | null
  password: string
  protocol: SignIn['protocol']
  address: string
  port: number
  secret: string
  code: string | null
  patience: Patience
}
export interface Came {
  legs: Leg[]
  /** What decides, and all that was found. */
  code: string
  codes: string[]
}

const slowSeconds = Number(process.env.NPSMFA_TEST_PUSH_SECONDS ?? 2)
const userPassword = 'Passw0rd!of-a-user'

realSuite('a real RADIUS server (FreeRADIUS)', [...freeradiusNeeds, ...sambaNeeds], () => {
  let island: Island
  let directory: Service
  let service: Service
  before(async () => {
    island = await Island.open()
    const make = certificatesIn(join(island.folder, 'tls'))
    const ca = make('ca', {subject: '/O=Contoso/CN=Contoso CA'})
    const dc = make('dc', {subject: '/CN=dc1', names: [controller.host], by: ca})
    const provisioned = await provision(island, directoryPeople, {winbind: true})
    directory = await provisioned.start(dc, ca)
    // Where ntlm_auth looks for winbind.
    await island.must('sh', [
      '-c',
      'mkdir -p /run/samba && mount --bind "$1/dc/run" /run/samba',
      'sh',
      island.folder,
    ])
    service = await freeradius(island, {smbConf: provisioned.settings, slowSeconds})
  })
  after(async () => {
    await service?.stop()
    await directory?.stop()
    await island?.close()
  })

  async function ask(...askings: Partial<Asking>[]): Promise<Came[]> {
    const whole = askings.map((asking) => ({
      ...{user: local.alice, password: local.password, protocol: 'pap', code: local.code},
      ...{address: radius.v4, port: radius.port, secret: radius.secret, patience: usualPatience(20_000)},
      ...asking,
    }))
    const child = join(import.meta.dirname, 'radius-child.ts')
    return JSON.parse(await island.must(process.execPath, [child], {input: JSON.stringify(whole)}))
  }
  const ends = (came: Came[]) => came.map(({legs}) => legs.map(({ended}) => ended).join())
  const decided = (came: Came[]) => came.map(({code}) => code)
  const both = ['pap', 'mschapv2'] as const

  it('says that it is there, over IPv4 and IPv6', async () => {
    const came = await ask({user: null}, {user: null, address: radius.v6})
    for (const {codes} of came) {
      assert.ok(codes.includes('radius.answers/answers'), codes.join())
      assert.ok(codes.includes('radius.secret/right'), codes.join())
    }
    // Clients over IPv4 must sign what they send; nobody else need.
    assert.ok(came[0]!.codes.includes('radius.message-authenticator/insists'), came[0]!.codes.join())
    assert.ok(
      came[1]!.codes.includes('radius.message-authenticator/unsigned-requests'),
      came[1]!.codes.join(),
    )
  })

  it('accepts and refuses by PAP and MS-CHAPv2, also names and passwords beyond ASCII', async () => {
    const people = [local.alice, local.umlaut].flatMap((user) => both.map((protocol) => ({user, protocol})))
    const came = await ask(
      ...people,
      ...people.map((person) => ({...person, password: 'wrong'})),
      ...people.map((person) => ({...person, address: radius.v6})),
    )
    const each = (ending: string) => people.map(() => ending)
    assert.deepEqual(ends(came), [...each('accept'), ...each('reject'), ...each('accept')])
    const refused = people.map(({protocol}) =>
      protocol === 'pap' ? 'radius.first-factor/refused' : 'radius.first-factor/refused-by-ms-chap',
    )
    assert.deepEqual(decided(came), [...each('radius.mfa/none'), ...refused, ...each('radius.mfa/none')])
    for (const [i, {protocol}] of people.entries()) {
      const {signed, proof, attributes} = came[i]!.legs[0]!.answer!
      assert.equal(signed, true)
      assert.equal(proof, protocol === 'pap' ? null : 'right')
      assert.ok(attributes.includes(types.filterId) && attributes.includes(types.class), String(attributes))
    }
    assert.equal(came[people.length + 1]!.legs[0]!.answer!.chapError?.code, 691)
  })

  it('tells what a server says with its refusal, and whether it signs what it says', async () => {
    const [denied, unsigned] = await ask({user: local.denied}, {user: local.unsigned})
    assert.equal(denied!.legs[0]!.ended, 'reject')
    assert.equal(denied!.legs[0]!.answer!.message, 'not from here')
    assert.equal(unsigned!.legs[0]!.ended, 'accept')
    assert.equal(unsigned!.legs[0]!.answer!.signed, false)
    assert.equal(denied!.code, 'radius.first-factor/refused')
    assert.ok(
      unsigned!.codes.includes('radius.message-authenticator/unsigned-replies'),
      unsigned!.codes.join(),
    )
  })

  it('answers a challenge with the code', async () => {
    const coded = {user: local.coded}
    const came = await ask(
      coded,
      {...coded, code: '000000'},
      {...coded, code: null},
      {...coded, password: 'no'},
    )
    assert.deepEqual(ends(came), ['challenge,accept', 'challenge,reject', 'challenge', 'reject'])
    assert.deepEqual(decided(came), [
      ...['radius.mfa/code-right', 'radius.mfa/code-wrong', 'radius.mfa/no-code'],
      'radius.first-factor/refused',
    ])
    assert.ok(came[0]!.codes.includes('radius.attributes-after-challenge/lost'), came[0]!.codes.join())
    assert.match(came[0]!.legs[0]!.answer!.message, /verification code/)
  })

  it('waits for a push, in which the packets that it sends again are duplicates', async () => {
    const [slow, quick] = await ask(
      {user: local.slow, patience: {...usualPatience(50_000), firstPauseMs: 300}},
      {},
    )
    const [leg] = slow!.legs
    assert.equal(leg!.ended, 'accept')
    assert.ok(leg!.ms >= slowSeconds * 1_000, `${leg!.ms} ms`)
    assert.ok(leg!.sends > 2, `${leg!.sends} packets`)
    assert.equal(slow!.code, 'radius.mfa/approved')
    const slowly = slowSeconds > 3 ? 'radius.timing/slow' : 'radius.timing/quick'
    assert.ok(slow!.codes.includes(slowly), slow!.codes.join())
    assert.ok(quick!.legs[0]!.ms < 1_500, 'others are answered meanwhile')
  })

  it('takes silence for silence: of a server, with a wrong secret, on a closed port', async () => {
    const patience = usualPatience(1_500)
    const came = await ask(
      {user: local.silent, patience},
      {secret: 'another', patience},
      {port: 1899, patience},
      {user: null, port: 1899, patience},
      {user: null, secret: 'another', patience},
      {user: null, secret: 'another', address: radius.v6, patience},
    )
    assert.deepEqual(ends(came), ['silence', 'silence', 'silence', '', '', ''])
    assert.deepEqual(decided(came), [
      ...['radius.mfa/unanswered-yet', 'radius.answers/silence', 'radius.answers/closed'],
      ...['radius.answers/closed', 'radius.answers/silence', 'radius.secret/differs'],
    ])
  })

  it('tells the states of accounts in Active Directory by their MS-CHAP errors', async () => {
    const expected: readonly (readonly [string, string, number | null])[] = [
      ['bob', userPassword, null],
      ['bob', 'wrong', 691],
      ['nobody', userPassword, 691],
      ['dora', userPassword, 691],
      [readers.expired, readerPassword, 691],
      [readers.mustChange, readerPassword, 648],
      [readers.locked, readerPassword, 647],
    ]
    const people = expected.map(([name, password]) => ({user: `CONTOSO\\${name.split('@')[0]}`, password}))
    const chap = await ask(...people.map((person) => ({...person, protocol: 'mschapv2' as const})))
    assert.deepEqual(
      chap.map(({legs: [leg]}) => [
        leg!.ended,
        leg!.answer?.chapError?.code ?? null,
        leg!.answer?.proof ?? null,
      ]),
      expected.map(([, , error]) => (error === null ? ['accept', null, 'right'] : ['reject', error, null])),
    )
    const chapCodes: Readonly<Record<string, string>> = {
      null: 'radius.mfa/none',
      691: 'radius.first-factor/refused-by-ms-chap',
    }
    assert.deepEqual(
      decided(chap),
      expected.map(([, , error]) => chapCodes[String(error)] ?? 'radius.first-factor/refused-for'),
    )
    const pap = await ask(...people)
    assert.deepEqual(
      ends(pap),
      expected.map(([, , error]) => (error === null ? 'accept' : 'reject')),
    )
    assert.deepEqual(
      decided(pap),
      expected.map(([, , error]) => (error === null ? 'radius.mfa/none' : 'radius.first-factor/refused')),
    )
  })

  it('npsmfa radius ends in the exit status and the code of what happened', async () => {
    const program = join(import.meta.dirname, '../../bin/run.js')
    const run = async (
      user: string,
      server: string,
      more: readonly string[] = [],
      secret = radius.secret,
    ) => {
      const env = {NPSMFA_RADIUS_SECRET: secret, NPSMFA_USER_PASSWORD: local.password}
      const args = ['radius', '--yes', '--json', '--user', user, '--server', server, ...more]
      const {status, stdout} = await island.run(process.execPath, [program, ...args], {env})
      const {outcome, code, verdict, notes} = JSON.parse(stdout) as RadiusReport
      return [status, outcome, code, [verdict, ...notes].join('\n')] as const
    }
    const quick = ['--timeout', '1s']
    const expected: readonly (readonly [ReturnType<typeof run>, number, string, string, RegExp])[] = [
      [
        run(local.alice, radius.v4),
        ...([0, 'accepted', 'radius.mfa/none'] as const),
        /nobody was asked.*\n.*insists on Message-Authenticator/s,
      ],
      [run(local.slow, radius.v4), 0, 'accepted', 'radius.mfa/approved', /somebody approved/],
      [
        run(local.unsigned, radius.v6),
        ...([0, 'accepted', 'radius.mfa/none'] as const),
        /carry no Message-Authenticator.*also answers requests/s,
      ],
      [
        run(local.alice, radius.v4, ['--protocol', 'mschapv2']),
        ...([0, 'accepted', 'radius.mfa/none'] as const),
        /^Accepted/,
      ],
      [run(local.denied, radius.v4), 1, 'refused', 'radius.first-factor/refused', /at once/],
      [run(local.coded, radius.v4), 3, 'undetermined', 'radius.mfa/no-code', /none was given/],
      [
        run(local.silent, radius.v4, quick),
        ...([3, 'silence', 'radius.mfa/unanswered-yet'] as const),
        /answers other requests/,
      ],
      [
        run(local.alice, radius.v4, quick, 'another'),
        ...([3, 'silence', 'radius.answers/silence'] as const),
        /^No answer of 127\.0\.53\.30:1812/,
      ],
      [
        run(local.alice, `[${radius.v6}]:1812`, quick, 'another'),
        ...([3, 'silence', 'radius.secret/differs'] as const),
        /not with this shared secret/,
      ],
      [
        run(local.alice, `${radius.v4}:1899`),
        ...([3, 'undetermined', 'radius.answers/closed'] as const),
        /^Nothing listens/,
      ],
    ]
    for (const [running, exit, outcome, code, said] of expected) {
      const [status, came, decider, text] = await running
      assert.deepEqual([status, came, decider], [exit, outcome, code], text)
      assert.match(text, said)
    }
  })

  it('radclient takes our replies, and we read what it sends', async () => {
    const server = await radiusServer(({request, send}) => {
      const given = revealPassword(octetsOf(request, types.userPassword)!, ourSecret, request.authenticator)
      const right = textOf(request, types.userName) === local.umlaut && given === local.password
      const code = right ? codes.accessAccept : codes.accessReject
      const message = {type: types.replyMessage, value: Buffer.from('from our codec')}
      send(signedReply({code, attributes: [message]}, request, ourSecret))
    })
    const radclient = async (password: string, secret = String(ourSecret)) => {
      const args = ['-x', '-r', '1', '-t', '1', `127.0.0.1:${server.port}`, 'auth', secret]
      const child = spawn('radclient', args, {env: {PATH: process.env.PATH, LANG: 'C.UTF-8'}})
      const said: Buffer[] = []
      child.stdout.on('data', (chunk) => said.push(chunk))
      child.stderr.on('data', (chunk) => said.push(chunk))
      child.stdin.end(
        `User-Name = "${local.umlaut}", User-Password = "${password}", Message-Authenticator = 0x00\n`,
      )
      await once(child, 'close')
      return Buffer.concat(said).toString()
    }
    assert.match(await radclient(local.password), /Received Access-Accept[\s\S]*from our codec/)
    assert.match(await radclient('wrong'), /Received Access-Reject/)
    assert.match(await radclient('wrong', 'another'), /No reply/)
    server.close()
  })
})
