import {fork} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {buildLab, type Introduction, type LabState} from '../../src/lab/index.ts'

export interface LabProcess {
  /** All that a doctor needs to know. */
  address: string
  state: LabState
  introduction(): Promise<Introduction>
  /** Changes the installation while it runs; what the doctor was told at the start (`introduction`) stays. */
  become(change: Partial<LabState>): void
  /** What has become of it, by whoever changed something. */
  now(): Promise<LabState>
  stop(): Promise<void>
}

/** A lab in a process of its own: of a scenario, changed as the test wants it. */
export async function labProcess(
  scenario = 'healthy',
  change: (state: LabState) => void = () => {},
): Promise<LabProcess> {
  const state = await buildLab(scenario)
  change(state)
  const child = fork(join(import.meta.dirname, 'lab-child.ts'), {stdio: 'inherit', execArgv: []})
  child.send(state)
  const [address] = (await once(child, 'message')) as [string]
  return {
    address,
    state,
    introduction: async () => (await (await fetch(address)).json()) as Introduction,
    become: (change) => child.send(change),
    async now() {
      child.send('now')
      const [now] = (await once(child, 'message')) as [LabState]
      return now
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

/** Runs `use` beside such a lab and ends the lab whatever happens. */
export async function besideLab(
  use: (lab: LabProcess) => Promise<void>,
  change?: (state: LabState) => void,
  scenario?: string,
): Promise<void> {
  const lab = await labProcess(scenario, change)
  try {
    await use(lab)
  } finally {
    await lab.stop()
  }
}
