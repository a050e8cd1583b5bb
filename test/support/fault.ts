import {type ChangeCall, type WinChanges, writingCalls} from '../../src/world/windows/changes/api.ts'
import {WindowsFailure} from '../../src/world/windows/failure.ts'

/** What goes wrong at one step of a run that writes: the first is 1. */
export interface Fault {
  at: number
  /** Before the step has had its effect, or after. */
  when: 'before' | 'after'
  /** It rejects; or this process ends, orderly or as by a power cut. */
  how: 'fails' | 'exits' | 'is killed'
}

/** Runs one step of a run; the one that a fault is for goes wrong. */
export type Step = <T>(what: () => Promise<T>) => Promise<T>

const ends: Record<Fault['how'], () => void> = {
  fails: () => {
    // ERROR_GEN_FAILURE
    throw new WindowsFailure('TestFault', 31)
  },
  exits: () => process.exit(9),
  'is killed': () => {
    process.kill(process.pid, 'SIGKILL')
    for (;;);
  },
}

/** Steps of any kind, counted together; without a fault they are only counted. */
export function stepping(fault?: Fault): {step: Step; taken(): number} {
  let taken = 0
  const step: Step = async (what) => {
    taken += 1
    const due = taken === fault?.at ? ends[fault.how] : undefined
    if (fault?.when === 'before') due?.()
    const result = await what()
    if (fault?.when === 'after') due?.()
    return result
  }
  return {step, taken: () => taken}
}

/** The same changes, each call that writes being one step. */
export const inSteps = (changes: WinChanges, step: Step): WinChanges =>
  new Proxy(changes, {
    get(target, name) {
      const call = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>
      if (!writingCalls.has(name as ChangeCall)) return call
      return (...values: unknown[]) => step(() => call(...values))
    },
  })
