import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {ExtensionEvents} from '../../src/facts/extension-events.ts'
import type {NpsEvents} from '../../src/facts/nps-events.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import {channels, decided, log, minutesAgo, said, signIn} from '../../src/lab/healthy/windows/events.ts'
import {eventXml, type LoggedEvent} from '../../src/lab/state/event.ts'
import extensionEvents from '../../src/probes/extension-events.win32.ts'
import npsEvents from '../../src/probes/nps-events.win32.ts'
import type {WinApi} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'

function server(logged: readonly LoggedEvent[] = []): MemoryMachine {
  const machine = healthyServer({certificate: '', key: ''})
  for (const channel of Object.values(machine.events)) channel.xml = []
  log(machine.events, logged)
  return machine
}
const {signal} = new AbortController()
const look = <T>(probe: {look: (...args: never[]) => Promise<T>}, windows: WinApi): Promise<T> =>
  (probe.look as (known: object, world: World, signal: AbortSignal, user: string) => Promise<T>)(
    {},
    {windows} as World,
    signal,
    '',
  )
const extension = (machine: MemoryMachine): Promise<ExtensionEvents> =>
  look(extensionEvents, memoryWinApi(machine))
const nps = (machine: MemoryMachine): Promise<NpsEvents> => look(npsEvents, memoryWinApi(machine))
const states = (sources: {channel: string; state: string}[]) =>
  Object.fromEntries(sources.map(({channel, state}) => [channel, state]))

const gateway = 'Microsoft-Windows-TerminalServices-Gateway/Operational'
const refused = (at: Date, user: string) =>
  said(
    channels.requests,
    1,
    4,
    at,
    `Access Rejected for user ${user} with Azure MFA response: UserNotFound and message: x`,
  )

describe('the extension’s events', () => {
  it('are counted by code, with times and the number of people, and without their names', async () => {
    const first = minutesAgo(50)
    const last = minutesAgo(10)
    const found = await extension(
      server([
        refused(first, 'kim'),
        refused(minutesAgo(20), 'KIM'),
        refused(last, 'lee'),
        ...signIn(minutesAgo(5), 'mia'),
      ]),
    )
    assert.deepEqual(found.problems, [
      {
        kind: 'rejected',
        code: 'UserNotFound',
        key: null,
        aadsts: null,
        handle: null,
        count: 3,
        first: first.toISOString(),
        last: last.toISOString(),
        users: 2,
      },
    ])
    assert.equal(found.accepted.count, 1)
    assert.doesNotMatch(JSON.stringify(found), /kim|lee|mia/i)
  })
  it('of the day before are left out, and so is what is no event', async () => {
    const machine = server([refused(minutesAgo(1500), 'kim')])
    machine.events[channels.requests]!.xml.push('<Event>', '')
    assert.deepEqual((await extension(machine)).problems, [])
  })
  it('are found whatever their channel is called before its name', async () => {
    const machine = server()
    const odd = {
      ...said('x/AuthZAdminCh', 3, 2, minutesAgo(1), 'ErrorCode:: HTTP_CONNECT_ERROR Msg:: x'),
      provider: 'AuthZ',
    }
    Object.assign(machine.events, {AuthZAdminCh: {enabled: true, xml: [eventXml(odd)]}})
    assert.equal((await extension(machine)).problems[0]?.code, 'HTTP_CONNECT_ERROR')
  })
  it('are read from the channels that can be read, when others are off or refuse', async () => {
    const machine = server([refused(minutesAgo(9), 'kim')])
    machine.events[channels.admin]!.enabled = false
    const found = await extension(machine)
    assert.equal(states(found.sources)[channels.admin], 'disabled')
    assert.equal(found.problems.length, 1)
    machine.failing = {events: {call: 'EvtQuery', code: 5}}
    const denied = await extension(machine)
    assert.deepEqual(new Set(denied.sources.map(({state}) => state)), new Set(['denied']))
    assert.match(denied.sources[0]!.detail!, /EvtQuery failed: 0x00000005/)
    machine.failing = {events: {call: 'EvtNext', code: 13}}
    assert.equal((await extension(machine)).sources[0]!.state, 'failed')
  })
  it('say since when they are told, where there are more than are read', async () => {
    const oldest = minutesAgo(500)
    const machine = server(Array.from({length: 600}, (_, i) => refused(minutesAgo(600 - i), 'kim')))
    const found = await extension(machine)
    const source = found.sources.find(({channel}) => channel === channels.requests)!
    assert.equal(found.problems[0]?.count, 500)
    assert.ok(Math.abs(Date.parse(source.since!) - oldest.getTime()) < 120_000, source.since!)
  })
})

describe('the events of NPS', () => {
  const system = (id: number, provider: string, ...data: string[]) => ({
    channel: 'System',
    provider,
    id,
    level: 2,
    at: minutesAgo(7),
    data,
  })
  it('are counted by reason and client', async () => {
    const found = await nps(
      server([
        decided(6273, minutesAgo(9), 'kim', {ReasonCode: '48', ClientIPAddress: '-'}),
        ...signIn(minutesAgo(8), 'lee'),
        system(18, 'NPS', '192.0.2.70'),
        system(13, 'NPS', '2001:db8::7'),
        system(36871, 'Schannel', 'client', '10013'),
        system(18, 'SomebodyElse', '192.0.2.1'),
      ]),
    )
    const told = found.entries
      .map(({source, event, reason, client}) => [source, event, reason, client])
      .sort()
    assert.deepEqual(told, [
      ['nps', 13, null, '2001:db8::7'],
      ['nps', 18, null, '192.0.2.70'],
      ['schannel', 36871, null, null],
      ['security', 6272, null, '192.0.2.70'],
      ['security', 6273, 48, null],
    ])
    assert.doesNotMatch(JSON.stringify(found), /kim|lee/i)
  })
  it('of the System log are read by whom the Security log is closed to', async () => {
    const machine = server([system(18, 'NPS', '192.0.2.70'), ...signIn(minutesAgo(8), 'lee')])
    machine.identity.elevated = false
    const found = await nps(machine)
    assert.deepEqual(states(found.sources), {Security: 'denied', System: 'read', [gateway]: 'absent'})
    assert.deepEqual(
      found.entries.map(({event}) => event),
      [18],
    )
    assert.match(found.sources[0]!.detail!, /elevated prompt/)
  })
  it('of an RD Gateway are read where there is one', async () => {
    const machine = server()
    machine.events[gateway] = {enabled: true, xml: []}
    log(machine.events, [
      {
        channel: gateway,
        provider: 'Microsoft-Windows-TerminalServices-Gateway',
        id: 201,
        level: 2,
        at: minutesAgo(3),
        data: {Username: 'CONTOSO\\kim', IpAddress: '198.51.100.7', ErrorCode: '23003'},
        userData: 'EventInfo',
      },
    ])
    const [entry] = (await nps(machine)).entries
    assert.deepEqual([entry?.source, entry?.event, entry?.reason, entry?.users], ['gateway', 201, 23003, 1])
  })
})
