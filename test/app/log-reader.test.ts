import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, it} from 'node:test'
import {isDeepStrictEqual} from 'node:util'
import {type EntryLog, entryLog, localClock} from '../../src/app/entry-log.ts'
import {LogReader} from '../../src/app/log-reader.ts'
import type {LogEntry} from '../../src/logs/entry.ts'
import {openLog} from '../../src/world/logs/log-file.ts'
import {extensionXml} from '../support/event-text.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
/** A log of several pieces in which hardly anybody comes twice. */
function log(name: string): string {
  const file = join(folder, name)
  const events = Array.from({length: 6000}, (_, n) =>
    extensionXml(
      new Date(n * 1000).toISOString(),
      `Access Accepted for user ${name}${n >> 1}@contoso.example with Azure MFA response: Success and message: session ${n}`,
    ),
  )
  writeFileSync(file, events.join('\n'))
  return file
}
const files = ['a', 'b'].map(log)
const reader = new LogReader()
after(() => reader.close())

async function rest(log: EntryLog): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let some = await log.next(); some !== null; some = await log.next()) entries.push(...some)
  return entries
}

it('tells of logs that are read in turns what is told of them here', async () => {
  const here = await Promise.all(files.map(async (file) => rest(entryLog(await openLog(file), localClock()))))
  assert.equal(here[0]!.length, 6000)
  const logs = files.map((file) => reader.log(file))
  const told: LogEntry[][] = [[], []]
  let open = true
  while (open) {
    open = false
    for (const [i, log] of logs.entries()) {
      const some = await log.next()
      if (some === null) continue
      open = true
      told[i]!.push(...some)
    }
  }
  // Told by number: to print what differs in so many would take minutes.
  const wrong = told.map((entries, i) => entries.findIndex((one, n) => !isDeepStrictEqual(one, here[i]![n])))
  assert.deepEqual(wrong, [-1, -1])
  assert.equal(logs[1]!.source.records, 6000)
})
