import {madeIn} from '../changes/certificate.ts'
import {allJournals} from '../changes/journals.ts'
import {prunable} from '../changes/prune.ts'
import {setupSteps, type Wish} from '../changes/setup.ts'
import type {ChangesReport} from '../core/changes.ts'
import {CannotKnow, valueIn} from '../core/evidence.ts'
import {gather} from '../core/gather.ts'
import {certificateStore} from '../facts/certificate-store.ts'
import {probes} from '../found.ts'
import {access} from './access.ts'
import {placeIn} from './change-place.ts'
import {reported} from './change-report.ts'
import {type Around, type ChangeWatching, type Confirm, changing} from './changing.ts'
import type {LabWorld} from './lab.ts'
import {defaults, type Options} from './options.ts'
import {settingFacts, settingIn} from './setting.ts'

export interface SetupAsked {
  options: Partial<Options>
  /** `setup` for a server that has no working certificate, `renew` for one that has, `prune` for what is left over. */
  what: 'setup' | 'renew' | 'prune'
  days: number
  bits: Wish['bits']
  /** Thumbprint of a certificate of the operator's own, in LocalMachine\My. */
  own: string | null
}

/** Sets the extension up, renews its certificate, or clears away what ended; or says how it would. */
export async function setup(
  {options, what, days, bits, own}: SetupAsked,
  confirm: Confirm | null,
  watching: ChangeWatching,
  through = access,
): Promise<ChangesReport> {
  const opened = await through.openWorld({...defaults, ...options}, watching.signal)
  const command = what === 'setup' ? what : `setup --${what}`
  const refused = (verdict: string) => reported(command, [], {state: 'refused', exit: 1, verdict})
  try {
    watching.onProgress(['this server and its tenant'])
    const record = await look(opened, watching.signal)
    const setting = settingIn(record, opened.options)
    if (Array.isArray(setting)) return refused(setting.join(' '))
    const around = {access: through, opened, place: placeIn(record), confirm, watching}
    const store = valueIn(record, certificateStore)
    if (what === 'prune') {
      const now = new Date().toISOString()
      const steps = prunable(setting, store?.candidates ?? [], await madeHere(around), now)
      return steps.length === 0
        ? reported(command, [], {state: 'nothing-to-do', exit: 0, verdict: 'Nothing of ours has ended.'})
        : await changing({command, steps, only: []}, around)
    }
    if (what === 'setup' && setting.prover !== null && own === null)
      return reported(command, [], {
        ...{state: 'nothing-to-do', exit: 0},
        verdict: 'The extension is set up, and its certificate gets a token; --renew makes a new one.',
      })
    if (what === 'renew' && setting.prover === null)
      return refused('There is no working certificate to renew; run npsmfa setup.')
    const certificate = own === null ? null : await ownCertificate(opened, own)
    if (own !== null && certificate === null)
      return refused('The certificate of that thumbprint is not in LocalMachine\\My with a private key.')
    const steps = setupSteps(setting, {days, bits, own: certificate})
    return await changing({command, steps, only: []}, around)
  } finally {
    await opened.close()
  }
}

function look({world, options}: LabWorld, signal: AbortSignal) {
  const {platform, as} = world.machine
  return gather(settingFacts, [], {
    ...{probes, world, platform, as},
    signal: AbortSignal.any([signal, AbortSignal.timeout(options.deadlineMs)]),
  })
}

/** Thumbprints of what was made here; none where the journals may not be read. */
async function madeHere({access, opened, place}: Around): Promise<string[]> {
  const {doors, close} = access.openDoors(opened, place)
  try {
    return madeIn(await allJournals(doors.changes))
  } catch (error) {
    if (error instanceof CannotKnow) return []
    throw error
  } finally {
    close()
  }
}

async function ownCertificate({world}: LabWorld, thumbprint: string): Promise<Wish['own']> {
  const found = (await world.windows.certificates()).find((one) => one.thumbprint === thumbprint)
  return found?.key ? {pem: found.certificate, thumbprint} : null
}
