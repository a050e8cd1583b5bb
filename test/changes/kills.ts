import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {makeKey} from '../../src/certificates/key.ts'
import {makeCertificate} from '../../src/certificates/make.ts'
import {repairs} from '../../src/changes/repairs.ts'
import {registered} from '../../src/lab/healthy/tenant.ts'
import {buildLab, type LabState, scenarios} from '../../src/lab/index.ts'
import type {Key} from '../../src/lab/state.ts'
import {serverCertificate} from '../support/tenant.ts'
import {
  bundledChild,
  everyKill,
  experiments,
  killed,
  type Lane,
  openLane,
  type Undisturbed,
  undisturbed,
} from './killing.ts'

/** A command that changes something, on what it is tried. */
export interface Tried {
  command: string
  scenario: string
  change?(state: LabState): void | Promise<void>
}

export const setups: readonly Tried[] = [
  {command: 'setup', scenario: 'never-set-up'},
  {command: 'renew', scenario: 'healthy'},
  {command: 'prune', scenario: 'healthy', change: withLeftover},
]

const day = 86_400_000

/** The certificate before, which has ended, on the server and in the tenant. */
export async function withLeftover({server, tenant}: LabState): Promise<void> {
  const key = await makeKey()
  const {certificate} = await makeCertificate({
    subject: {OU: 'Microsoft NPS Extension', CN: tenant.id},
    key,
    notBefore: new Date(Date.now() - 800 * day),
    notAfter: new Date(Date.now() - 70 * day),
  })
  server.certificates.push({certificate, key})
  tenant.principals[0]!.keys.push(registered(certificate))
}

/** Keys that are none of ours: of AD FS, of other NPS servers, and of one of them from before. */
export async function foreignKeys(): Promise<Key[]> {
  const made = [
    ['AD FS', 700],
    ['another NPS', 700],
    ['another NPS', -0.5],
  ] as const
  const all = await Promise.all(made.map(([name, days]) => serverCertificate(name, days)))
  return all.map(({pem}) => registered(pem))
}

/** Every ending that a repair cures and a scenario of the lab leads to. */
export const repaired: readonly Tried[] = repairs.flatMap(({check, endings}) =>
  endings.flatMap((ending) => {
    const code = `${check}/${ending}`
    const found = scenarios.find((one) => one.code === code)
    return found ? [{command: code, scenario: found.name}] : []
  }),
)

/** Memory in the place of a disk, where there is some: nothing is lost with it here but time. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const lanes = 3

export interface Killed extends Pick<Tried, 'command' | 'scenario'> {
  /** 0 where it finds nothing that it may do. */
  steps: number
  kills: number
}

/** Kills each of these commands everywhere; how often in all. */
export async function killEverywhere(
  tried: readonly Tried[],
  again: 'all' | 'half',
  told: (killed: Killed) => void,
): Promise<number> {
  const folder = mkdtempSync(join(place, 'npsmfa-test-'))
  const opened: Lane[] = []
  let sum = 0
  try {
    const child = await bundledChild(folder)
    for (const one of tried) {
      const {command, scenario} = one
      const whole = await openLanes(opened, folder, one)
      // A process that ends by itself keeps what it has compiled for those that are killed.
      if (whole && sum === 0) await killed(child, {...opened[0]!.run, command}, whole.steps + 1, 'before')
      const due = whole ? everyKill(whole, again).map((kill) => ({whole, kill})) : []
      const kills = await experiments(child, opened, due)
      sum += kills
      told({command, scenario, steps: whole?.steps ?? 0, kills})
    }
  } finally {
    await Promise.all(opened.map((lane) => lane.close()))
    rmSync(folder, {recursive: true, force: true})
  }
  return sum
}

async function openLanes(
  opened: Lane[],
  folder: string,
  {command, scenario, change}: Tried,
): Promise<Undisturbed | null> {
  const state = await buildLab(scenario)
  state.tenant.principals[0]?.keys.push(...(await foreignKeys()))
  await change?.(state)
  await Promise.all(opened.splice(0).map((lane) => lane.close()))
  for (let at = 0; at < lanes; at++)
    opened.push(await openLane(join(folder, `server-${at}`), structuredClone(state)))
  return undisturbed(opened[0]!, command)
}
