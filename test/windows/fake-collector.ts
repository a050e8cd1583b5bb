import {appendFileSync} from 'node:fs'
import type {Answer, Question} from '../../src/world/windows/question.ts'

// Stands in for the process that asks Windows: what it is asked about says what it shall do.
const asleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const acts: Record<string, () => unknown> = {
  crash: () => process.exit(0x7f),
  hang: () => asleep(60_000),
  slow: () => asleep(50),
  denied: () => ({why: 'denied', message: 'only for administrators', call: 'RegOpenKeyExW', code: 5}),
  broken: () => ({why: 'error', message: 'an error of ours'}),
  pid: () => process.pid,
}

process.on('message', async ({id, call, values}: Question) => {
  const about = typeof values[0] === 'string' ? values[0] : 'later'
  if (process.env.FAKE_LOG) appendFileSync(process.env.FAKE_LOG, `${call} ${about}\n`)
  if (call === 'events') await new Promise((resolve) => setTimeout(resolve, 150))
  if (call === 'domainController' || call === 'negotiate') await new Promise(() => {})
  const value = acts[about]?.() ?? values
  const failed = typeof value === 'object' && value !== null && 'why' in value
  process.send!({id, ...(failed ? {failure: value} : {value})} as Answer)
})
