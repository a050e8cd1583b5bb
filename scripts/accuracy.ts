// Plays every scenario of the lab to a doctor in another process and prints what was expected and what was said.
import {execFile, spawn, spawnSync} from 'node:child_process'
import type {Report} from '../src/core/report.ts'

const {scenarios} = await import('../src/lab/index.ts')

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

let right = 0
for (const {name, code, exit} of scenarios) {
  const played = await play(name)
  const same = (played.roots[0] ?? null) === code && played.roots.length <= 1 && played.exit === exit
  if (same) right++
  const said = same ? '' : `  SAID ${played.roots.join(' ') || '-'} ${played.exit}`
  process.stdout.write(
    `${same ? 'ok   ' : 'WRONG'} ${name.padEnd(30)} ${(code ?? '-').padEnd(40)} ${exit} ${String(played.tookMs).padStart(6)} ms${said}\n`,
  )
}
process.stdout.write(
  `${right} of ${scenarios.length} scenarios: the expected first root cause, no other, the expected exit status\n`,
)
if (right !== scenarios.length) process.exitCode = 1

process.stdout.write(
  '\nthe whole doctor on an island of its own, with real squid, unbound, nftables and libfaketime:\n',
)
const island = ['--test', '--test-reporter=spec', 'test/real/whole.test.ts']
if (spawnSync(process.execPath, island, {stdio: ['ignore', 'inherit', 'inherit']}).status !== 0)
  process.exitCode = 1
