// Plays every scenario of the lab to a doctor in another process and prints what was expected and what was said.
import {execFile, spawn, spawnSync} from 'node:child_process'
import type {Report} from '../src/core/report.ts'

const {scenarios} = await import('../src/lab/index.ts')
const {pairs} = await import('../test/pairs.ts')

interface Case {
  name: string
  roots: readonly string[]
  exit: number | null
}

interface Played {
  roots: string[]
  exit: number
  tookMs: number
}

function play(scenario: string): Promise<Played> {
  const lab = spawn(process.execPath, ['bin/run.js', 'lab', scenario], {stdio: ['ignore', 'pipe', 'inherit']})
  return new Promise((resolve) => {
    let printed = ''
    lab.stdout.on('data', (chunk) => {
      printed += chunk
      const address = /--lab=(http:\/\/\S+)/.exec(printed)?.[1]
      if (!address) return
      lab.stdout.removeAllListeners('data')
      execFile(
        process.execPath,
        ['bin/run.js', 'doctor', `--lab=${address}`, '--json'],
        {maxBuffer: 1e7},
        (error, out) => {
          lab.kill('SIGINT')
          const report = JSON.parse(out) as Report
          const roots = report.rootCauses.map((cause) => cause.code)
          resolve({roots, exit: error ? Number(error.code) : 0, tookMs: report.tookMs})
        },
      )
    })
  })
}

/** What was said in the place of what, and how often. */
const confusions = new Map<string, number>()

async function table(title: string, cases: readonly Case[]): Promise<void> {
  let right = 0
  for (const {name, roots, exit} of cases) {
    const played = await play(name)
    const same = played.roots.join() === roots.join() && (exit === null || played.exit === exit)
    if (same) right++
    else {
      const confusion = `${roots.join(' ') || 'nothing'} told as ${played.roots.join(' ') || 'nothing'}`
      confusions.set(confusion, (confusions.get(confusion) ?? 0) + 1)
    }
    process.stdout.write(
      `${same ? 'ok   ' : 'WRONG'} ${name.padEnd(52)} ${(roots.join(' ') || '-').padEnd(60)} ${String(played.tookMs).padStart(6)} ms\n`,
    )
  }
  const percent = ((100 * right) / cases.length).toFixed(1)
  process.stdout.write(`${title}: ${right} of ${cases.length} (${percent} %)\n\n`)
  if (right !== cases.length) process.exitCode = 1
}

await table(
  'single faults: the first root cause, no other, the exit status',
  scenarios.map(({name, code, exit}) => ({name, roots: code === null ? [] : [code], exit})),
)
await table(
  'pairs of faults: all root causes in order, no consequence among them',
  pairs.map((pair) => ({...pair, exit: null})),
)
process.stdout.write('confusions:\n')
for (const [told, times] of confusions) process.stdout.write(`${String(times).padStart(4)}  ${told}\n`)
if (confusions.size === 0) process.stdout.write('   none\n')

process.stdout.write(
  '\nthe whole doctor on an island of its own, with real squid, unbound, nftables and libfaketime:\n',
)
const island = ['--test', '--test-reporter=spec', 'test/real/whole.test.ts']
if (spawnSync(process.execPath, island, {stdio: ['ignore', 'inherit', 'inherit']}).status !== 0)
  process.exitCode = 1
