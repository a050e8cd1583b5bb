// How fast an event log of 500 MB is read, against `evtxexport -f xml`, and with how much memory. The chunks of the file
// are those of the .evtx files in NPSMFA_REFERENCE, or composed ones, again and again. Exit 1 where a bound is not kept.
import {spawn} from 'node:child_process'
import {closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {readChunk} from '../../src/codecs/evtx/chunk.ts'
import {evtxEvents, evtxTally} from '../../src/world/logs/evtx-file.ts'
import {refusals} from '../codecs/evtx/events.ts'
import {eventRecords} from '../support/evtx-event.ts'
import {chunksOf, evtxHeader} from '../support/evtx-writer.ts'

const megabytes = Number(process.env.NPSMFA_BENCH_MB ?? 500)
const least = 20
const most = 200

/** The whole chunks of the reference's files that nothing is wrong with. */
function referenceChunks(folder: string): Buffer[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.evtx'))
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name))
      const count = Math.floor((bytes.length - 4096) / 65_536)
      return Array.from({length: count}, (_, index) =>
        bytes.subarray(4096 + index * 65_536).subarray(0, 65_536),
      )
    })
    .filter((chunk) => {
      const {records, damage} = readChunk(chunk)
      return records.length > 1 && damage.length === 0
    })
}

function writeLarge(path: string, chunks: readonly Buffer[]): number {
  const count = Math.ceil((megabytes * 1e6) / 65_536)
  const file = openSync(path, 'w')
  let size = writeSync(file, evtxHeader(count))
  for (let index = 0; index < count; index++) size += writeSync(file, chunks[index % chunks.length]!)
  closeSync(file)
  return size
}

/** Seconds a program takes, and what it says last. */
async function time(
  program: string,
  args: readonly string[],
  keep: boolean,
): Promise<{seconds: number; out: string}> {
  const started = performance.now()
  const child = spawn(program, args, {stdio: ['ignore', keep ? 'pipe' : 'ignore', 'inherit']})
  let out = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  return {seconds: (performance.now() - started) / 1000, out}
}

async function read(path: string): Promise<void> {
  const tally = evtxTally()
  for await (const _ of evtxEvents(path, tally));
  const peak = process.resourceUsage().maxRSS / 1024
  process.stdout.write(JSON.stringify({events: tally.events, unread: tally.unread, peak}))
}

async function main(): Promise<void> {
  const reference = process.env.NPSMFA_REFERENCE
  const chunks = reference ? referenceChunks(reference) : chunksOf(eventRecords(refusals(2_000)))
  const folder = mkdtempSync(join(tmpdir(), 'npsmfa-evtx-'))
  try {
    const path = join(folder, 'large.evtx')
    const size = writeLarge(path, chunks) / 1e6
    const ours = await time(process.execPath, [fileURLToPath(import.meta.url), path], true)
    const {events, unread, peak} = JSON.parse(ours.out)
    const theirs = await time('evtxexport', ['-f', 'xml', path], false)
    const [speed, other] = [size / ours.seconds, size / theirs.seconds]
    const kept = speed >= least && speed > other && peak <= most && unread === 0
    process.stdout.write(
      `${kept ? 'ok  ' : 'OVER'} ${size.toFixed(0)} MB, ${events} events: ${speed.toFixed(1)} MB/s (at least ${least}), ` +
        `evtxexport ${other.toFixed(1)} MB/s; peak memory ${peak.toFixed(0)} MB (at most ${most})\n`,
    )
    if (!kept) process.exitCode = 1
  } finally {
    rmSync(folder, {recursive: true})
  }
}

const path = process.argv[2]
await (path === undefined ? main() : read(path))
