import type {Scenario} from '../state.ts'

export const clock: readonly Scenario[] = [
  {
    name: 'clock-ahead',
    about: 'The clock of the NPS server is 20 minutes ahead, so Entra takes its proofs for not yet valid.',
    code: 'clock.skew/off',
    exit: 1,
    change(state) {
      state.clockOffsetMs = -20 * 60_000
    },
  },
]
