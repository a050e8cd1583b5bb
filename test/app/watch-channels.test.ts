import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {setTimeout as pause} from 'node:timers/promises'
import {watchSignIns} from '../../src/app/watch.ts'
import type {ToldAttempt} from '../../src/core/attempt.ts'
import {CannotKnow} from '../../src/core/evidence.ts'
import {buildLab} from '../../src/lab/build.ts'
import {channels, log} from '../../src/lab/healthy/windows/events.ts'
import {rejected, signIn, withoutMfa} from '../../src/lab/scenarios/logged.ts'
import type {LoggedEvent} from '../../src/lab/state/event.ts'
import type {EventQuery, WinApi} from '../../src/world/windows/api.ts'
import {type MemoryMachine, memoryWinApi} from '../../src/world/windows/memory.ts'

interface Watching {
  server: MemoryMachine
  told: ToldAttempt[]
  notes: string[]
  queries: EventQuery[]
  write(events: LoggedEvent | LoggedEvent[]): void
}

/** Watches the channels of a server in memory while `use` writes to them; the exit status. */
async function watching(
  use: (watching: Watching) => Promise<void>,
  change: (server: MemoryMachine, api: WinApi) => void = () => {},
): Promise<{exit: number; closed: boolean} & Pick<Watching, 'told' | 'notes'>> {
  const {server} = await buildLab('healthy')
  const api = {...memoryWinApi(server)}
  change(server, api)
  const [told, notes, queries]: [ToldAttempt[], string[], EventQuery[]] = [[], [], []]
  const end = new AbortController()
  const {events} = api
  api.events = (query) => {
    queries.push(query)
    return events(query)
  }
  let closed = false
  const over = watchSignIns({
    ...{files: [], users: [], signal: end.signal},
    windows: {
      api,
      close() {
        closed = true
      },
    },
    onAttempts: async (all) => void told.push(...all),
    onNote: (note) => notes.push(note),
    onBegun: () => {
      const write = (some: LoggedEvent | LoggedEvent[]) => log(server.events, [some].flat())
      use({server, told, notes, queries, write}).finally(() => end.abort())
    },
  })
  return {exit: await over, closed, told, notes}
}

const summary = (told: readonly ToldAttempt[]) =>
  told.map(({user, outcome, causeId}) => `${user} ${outcome} ${causeId}`)

describe('npsmfa watch follows the event channels', {concurrency: true}, () => {
  it('and tells each sign-in once, within a second, and none of before', async () => {
    const delays: number[] = []
    const {exit, told, notes, closed} = await watching(async ({write, told, queries}) => {
      for (const [i, make] of [
        () => rejected('OathCodeIncorrect', ['alice'])(new Date(), 0),
        () => signIn(new Date(), 'lee'),
        () => rejected('PhoneAppDenied', ['mia'])(new Date(), 0),
      ].entries()) {
        const written = performance.now()
        write(make())
        while (told.length <= i && performance.now() - written < 3_000) await pause(10)
        delays.push(performance.now() - written)
      }
      await pause(700)
      assert.match(
        queries.at(-1)!.xpath,
        /^\*\[System\[(?:\(EventID=\d+(?: or EventID=\d+)+\) and )?TimeCreated\[timediff\(@SystemTime\) <= \d+\]\]\]$/,
      )
    })
    assert.deepEqual(summary(told), [
      'alice refused-by-extension WRONG_CODE',
      'lee accepted null',
      'mia refused-by-extension USER_DENIED',
    ])
    assert.deepEqual([exit, notes, closed], [1, [], true])
    assert.ok(Math.max(...delays) < 1_000, `${delays.map(Math.round)} ms`)
  })
  it('and knows from them that somebody got in without a second factor', async () => {
    const {told, exit} = await watching(async ({write}) => {
      write(withoutMfa(new Date(), 0))
      await pause(1_000)
    })
    assert.deepEqual([summary(told), exit], [['alice accepted-without-mfa FAIL_OPEN_USER_MATCH'], 0])
  })
  it('and goes on with the others where Security may not be read, which it says once', async () => {
    const {told, exit, notes} = await watching(
      async ({write}) => {
        write(rejected('OathCodeIncorrect', ['alice'])(new Date(), 0))
        await pause(1_200)
      },
      (server) => {
        server.identity.elevated = false
      },
    )
    assert.deepEqual([summary(told), exit], [['alice refused-by-extension WRONG_CODE'], 1])
    assert.equal(notes.length, 1)
    assert.match(notes[0]!, /^Security: .*(administrator|elevated)/i)
  })
  it('and says of a channel that is switched off that nothing is written to it', async () => {
    const {told, notes} = await watching(
      async ({write}) => {
        write(withoutMfa(new Date(), 0))
        await pause(900)
      },
      ({events}) => {
        events[channels.requests]!.enabled = false
      },
    )
    assert.deepEqual(notes, [`${channels.requests}: it is switched off, so nothing is written to it.`])
    assert.deepEqual(summary(told), ['alice accepted-mfa-not-seen null'])
  })
  it('and ends with 3 where none can be read', async () => {
    const {exit, notes, told} = await watching(
      async () => assert.fail('nothing is there to watch'),
      (_, api) => {
        api.events = async () => Promise.reject(new CannotKnow('denied', 'not for you'))
      },
    )
    assert.deepEqual([exit, told, notes.length], [3, [], 5])
  })
  it('and is slower where Windows is', async () => {
    let looks = 0
    await watching(
      () => pause(1_200),
      (_, api) => {
        const {events} = api
        api.events = async (query) => {
          if (query.channel !== 'Security') return events(query)
          looks++
          await pause(200)
          return events(query)
        }
      },
    )
    assert.ok(looks <= 3, `${looks} looks`)
  })
})
