import {fileMask} from './access-mask.ts'
import {type Ace, parseDacl} from './sddl.ts'

const said = ({effect, sid, mask, conditional, inheritOnly}: Ace) =>
  JSON.stringify([effect, sid, fileMask(mask), conditional, inheritOnly])

/**
 * Whether a DACL that was read back holds every entry of the one that was set. Windows may write generic rights as those
 * of a file, and add what is inherited; both are SDDL, and one without a DACL holds nothing.
 */
export function daclHolds(readBack: string | null, wanted: string): boolean {
  const [found, entries] = [readBack === null ? null : parseDacl(readBack), parseDacl(wanted)]
  if (found === null || entries === null) return false
  const there = new Set(found.map(said))
  return entries.every((entry) => there.has(said(entry)))
}
