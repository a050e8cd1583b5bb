import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {time} from './time.ts'

/** What Windows Update has installed in the last thirty days, by the System log; without the daily ones of Defender. */
const shape = v.object({
  /** ISO: from when on it is told; the log itself may begin later. */
  since: time,
  /** Newest first, at most fifty. */
  updates: v.array(
    v.object({
      /** ISO: when it was installed; some take effect with the restart that follows. */
      at: time,
      /** As Windows names it, in the language of the machine: "2026-11 Cumulative Update for … (KB5031364)". */
      title: v.string(),
    }),
  ),
})
export type InstalledUpdates = v.InferOutput<typeof shape>

export const installedUpdates = defineFact<InstalledUpdates>({
  key: 'installed-updates',
  about: 'the Windows updates of the last thirty days',
  shape,
  identifies: {text: ['/updates/*/title']},
  measured: ['/since'],
})
