// A log of 4 GB, of which all but the beginning is zeros: read to its end, in bounded time and memory.
import assert from 'node:assert/strict'
import {readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {logs} from '../support/logs.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const size = 4 * 1_073_741_824

for (const [name, start] of [
  ['events.xml', readFileSync('fixtures/logs/1-certificate-expired/authz-admin.xml')],
  ['IN2611.log', readFileSync('fixtures/logs/3-shared-secret/IN2611.log').subarray(0, 5_000)],
  ['log.evtx', Buffer.from('ElfFile\0')],
] as const)
  test(`${name} of 4 GB`, {skip: process.platform === 'win32'}, async () => {
    const file = join(folder, name)
    writeFileSync(file, start)
    truncateSync(file, size)
    const {report, ms} = await logs([file], {node: ['--max-old-space-size=150']})
    assert.ok(report.sources[0]!.bytes > size - 65_536)
    assert.ok(ms < 240_000, `${ms} ms`)
  })
