// How long Windows takes to answer, under Wine. Prints a table; exit 1 where a bound is not kept, and where Wine is absent
// a line that says what to install.
import {join} from 'node:path'
import {buildLab} from '../../src/lab/index.ts'
import {machineFor} from '../windows/looks.ts'
import {windowsPath} from '../windows/wine/folders.ts'
import {hindrance} from '../windows/wine/needs.ts'

const bound = 150

async function measure(): Promise<void> {
  const {server} = await buildLab('healthy')
  const machine = await machineFor(server)
  try {
    const file = 'C:\\npsmfa-fixture\\server.json'
    machine.put(file, JSON.stringify(server))
    const program = windowsPath(join(import.meta.dirname, 'windows.inside.ts'))
    const {stdout, stderr} = await machine.node(['--no-warnings', program, file])
    if (stderr) throw new Error(stderr)
    const {times, unknown, facts} = JSON.parse(stdout) as {times: number[]; unknown: string[]; facts: number}
    const ms = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!
    if (ms > bound) process.exitCode = 1
    const kept = ms <= bound ? 'ok  ' : 'OVER'
    const spread = times.map((time) => time.toFixed(0)).join(' ')
    process.stdout.write(
      `${kept} ${`${facts} Windows facts, event logs apart, collector up`.padEnd(52)} ${ms.toFixed(2)} ms (at most ${bound})\n     each time: ${spread}; not known under Wine: ${unknown.join(' ')}\n`,
    )
  } finally {
    machine.stop()
  }
}

const reason = hindrance()
if (reason === null) await measure()
else process.stdout.write(`not measured: ${reason}\n`)
