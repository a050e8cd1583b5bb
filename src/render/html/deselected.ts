import type {Selection} from '../../core/report.ts'
import {type HopId, named, placeOf} from './places.ts'

const within = (name: string, area: string) => name === area || name.startsWith(`${area}.`)

/** Whether --only or --skip left out checks of a hop, of which a report then says nothing. */
export function deselected(hop: HopId, {only, skip}: Selection): boolean {
  return named(hop).some(
    (name) =>
      skip.some((left) => within(name, left) || (within(left, name) && placeOf(left)?.hop === hop)) ||
      (only.length > 0 && !only.some((kept) => within(name, kept))),
  )
}
