import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {CannotKnow} from '../../src/core/evidence.ts'
import type {Fact} from '../../src/core/fact.ts'
import {clockChanges as clockFact} from '../../src/facts/clock-changes.ts'
import {credentialChanges} from '../../src/facts/credential-changes.ts'
import {installedUpdates as updatesFact} from '../../src/facts/installed-updates.ts'
import {healthyServer} from '../../src/lab/healthy/server.ts'
import {clockWasSet, installed} from '../../src/lab/healthy/windows/changes.ts'
import {log, minutesAgo} from '../../src/lab/healthy/windows/events.ts'
import type {LoggedEvent} from '../../src/lab/state/event.ts'
import clockChanges from '../../src/probes/clock-changes.win32.ts'
import installedUpdates from '../../src/probes/installed-updates.win32.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'
import type {World} from '../../src/world/world.ts'
import {machines} from '../machines.ts'

const days = (count: number) => minutesAgo(count * 24 * 60)
const monthly = '2026-11 Cumulative Update for Microsoft server operating system (KB5070884)'
const definitions = 'Security Intelligence Update für Microsoft Defender Antivirus – KB2267602 (Version 1.2)'

function server(logged: readonly LoggedEvent[]): MemoryMachine {
  const machine = healthyServer({certificate: '', key: ''})
  machine.events.System!.xml = []
  log(machine.events, logged)
  return machine
}
const {signal} = new AbortController()
const worldOf = (machine: MemoryMachine) => ({windows: memoryWinApi(machine)}) as World
const updates = (machine: MemoryMachine) => installedUpdates.look({}, worldOf(machine), signal, '')
const clock = (machine: MemoryMachine) => clockChanges.look({}, worldOf(machine), signal, '')
const because = (why: string, detail: RegExp) => (error: unknown) =>
  error instanceof CannotKnow && error.why === why && detail.test(error.message)

describe('what Windows Update installed', () => {
  it('is told with its title, the newest first, without Defender’s daily ones and what is older', async () => {
    const [older, newer] = [days(12), days(2)]
    const found = await updates(
      server([
        installed(days(31), 'Before the time'),
        installed(older, 'Another (KB5031364)'),
        installed(newer, monthly),
        installed(minutesAgo(60), definitions),
        {...installed(minutesAgo(50), 'Failed'), id: 20},
        {...installed(minutesAgo(40), 'Of another source'), provider: 'NPS'},
      ]),
    )
    assert.deepEqual(found.updates, [
      {at: newer.toISOString(), title: monthly},
      {at: older.toISOString(), title: 'Another (KB5031364)'},
    ])
    assert.ok(Math.abs(Date.parse(found.since) - days(30).getTime()) < 60_000)
  })
  it('is not crowded out by two hundred updates of Defender, and kept to the newest fifty', async () => {
    const daily = Array.from({length: 200}, (_, i) => installed(minutesAgo(i + 1), definitions))
    assert.equal((await updates(server([installed(days(20), monthly), ...daily]))).updates.length, 1)
    const many = Array.from({length: 60}, (_, i) => installed(minutesAgo(60 - i), `KB${i}`))
    const kept = (await updates(server(many))).updates
    assert.deepEqual([kept.length, kept[0]!.title, kept.at(-1)!.title], [50, 'KB59', 'KB10'])
  })
  it('says since when it is told where there is more than is read', async () => {
    const flood = Array.from({length: 600}, (_, i) => installed(minutesAgo(600 - i), definitions))
    const {since} = await updates(server(flood))
    assert.ok(Math.abs(Date.parse(since) - minutesAgo(500).getTime()) < 120_000, since)
  })
  it('is kept short whatever the title is, and left out without one', async () => {
    const strange = [installed(minutesAgo(2), 'x'.repeat(30_000)), installed(minutesAgo(1), ' ')]
    assert.deepEqual(
      (await updates(server(strange))).updates.map(({title}) => title.length),
      [300],
    )
  })
})

describe('when the clock was set', () => {
  it('tells steps of more than five minutes, forwards and back', async () => {
    const at = minutesAgo(300)
    const stepped = (seconds: number, reason?: string) =>
      clockWasSet(at, new Date(at.getTime() - seconds * 1000), reason)
    const told = async (...events: LoggedEvent[]) =>
      (await clock(server(events))).changes.map(({from, to}) => (Date.parse(to) - Date.parse(from)) / 1000)
    assert.deepEqual(await told(stepped(299), stepped(-299), stepped(0)), [])
    assert.deepEqual(await told(stepped(301)), [301])
    assert.deepEqual(await told(stepped(-7200)), [-7200])
    // A machine that was paused wakes with the time of its hardware: nobody set it wrong.
    assert.deepEqual(await told(stepped(7200, '2')), [])
  })
  it('makes nothing of an event without times', async () => {
    const garbled = {...clockWasSet(minutesAgo(5), days(1)), data: {NewTime: 'soon', OldTime: ''}}
    assert.deepEqual((await clock(server([garbled]))).changes, [])
  })
  it('reads what versions of Windows without a reason write', async () => {
    const before = days(1)
    const event = clockWasSet(minutesAgo(5), before)
    const {Reason: _, ...data} = event.data as Record<string, string>
    assert.equal((await clock(server([{...event, data}]))).changes[0]?.from, before.toISOString())
  })
})

/** As Windows renders them; written here once more, so that nothing of the product decides what they look like. */
const rendered = (provider: string, id: number, data: string) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}' Guid='{0}'/><EventID>${id}</EventID><TimeCreated SystemTime='${minutesAgo(30).toISOString().replace('Z', '1234Z')}'/><Channel>System</Channel></System><EventData>${data}</EventData></Event>`

describe('a System log', () => {
  it('is asked for one kind of event of thirty days, and read as Windows writes it', async () => {
    const asked: string[] = []
    const looking = (xml: string): World => {
      const api = memoryWinApi(server([]))
      const events: typeof api.events = async ({channel, xpath}) => {
        asked.push(`${channel} ${xpath}`)
        return [xml]
      }
      return {windows: {...api, events}} as World
    }
    const update = rendered(
      'Microsoft-Windows-WindowsUpdateClient',
      19,
      "<Data Name='updateTitle'>2026-11 (KB5070884)</Data><Data Name='updateRevisionNumber'>1</Data>",
    )
    const [told] = (await installedUpdates.look({}, looking(update), signal, '')).updates
    assert.equal(told?.title, '2026-11 (KB5070884)')
    const step = rendered(
      'Microsoft-Windows-Kernel-General',
      1,
      "<Data Name='NewTime'>2026-09-17T00:57:58.9836000Z</Data><Data Name='OldTime'>2026-09-17T00:45:27.7182000Z</Data><Data Name='Reason'>1</Data>",
    )
    const [change] = (await clockChanges.look({}, looking(step), signal, '')).changes
    assert.deepEqual([change?.from, change?.to], ['2026-09-17T00:45:27.718Z', '2026-09-17T00:57:58.983Z'])
    assert.deepEqual(asked, [
      "System *[System[Provider[@Name='Microsoft-Windows-WindowsUpdateClient'] and (EventID=19) and TimeCreated[timediff(@SystemTime) <= 2592000000]]]",
      "System *[System[Provider[@Name='Microsoft-Windows-Kernel-General'] and (EventID=1) and TimeCreated[timediff(@SystemTime) <= 2592000000]]]",
    ])
  })
  for (const [name, look, fact] of [
    ['updates', updates, updatesFact],
    ['clock', clock, clockFact],
  ] as const) {
    it(`that may not be read leaves the ${name} unknown, and says why`, async () => {
      const machine = {...server([]), failing: {events: {call: 'EvtQuery', code: 5}}}
      await assert.rejects(look(machine), because('denied', /System log was not read.*EvtQuery failed/))
      machine.failing.events = {call: 'EvtNext', code: 13}
      await assert.rejects(look(machine), because('error', /EvtNext/))
    })
    it(`that is absent or off does not mean that nothing changed (${name})`, async () => {
      const machine = server([])
      machine.events.System!.enabled = false
      await assert.rejects(look(machine), because('error', /disabled/))
      delete machine.events.System
      await assert.rejects(look(machine), because('error', /absent/))
    })
    it(`of a healthy server fits the fact of the ${name}`, async () => {
      const value = await look(healthyServer({certificate: '', key: ''}))
      const judged = fact.shape['~standard'].validate(value) as {issues?: unknown}
      assert.equal(judged.issues, undefined)
    })
  }
})

describe('the healthy fixture machine', () => {
  for (const fact of [credentialChanges, updatesFact, clockFact] as Fact<unknown>[])
    it(`holds what was changed, as ${fact.key}`, () => {
      const evidence = machines()[0]!.record[fact.key]
      assert.ok(evidence?.known)
      const judged = fact.shape['~standard'].validate(evidence.value) as {issues?: unknown}
      assert.equal(judged.issues, undefined)
      const {changes, updates = []} = evidence.value as {changes?: object[]; updates?: object[]}
      const [change] = changes ?? updates
      for (const pointer of Object.values(fact.identifies).flat())
        assert.ok(pointer.split('/').at(-1)! in change!)
    })
})
