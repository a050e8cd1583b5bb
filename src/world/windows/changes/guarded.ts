import {fileMask} from '../../../codecs/access-mask.ts'
import {type Ace, parseDacl} from '../../../codecs/sddl.ts'
import {sidAbbreviations} from '../../../codecs/sid-abbreviations.ts'

/** SYSTEM, Administrators, TrustedInstaller */
const trusted = ['S-1-5-18', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464']
/** FILE_GENERIC_READ | FILE_GENERIC_EXECUTE: whoever has more can put something there, or give himself the right to. */
const readOnly = 0x1200a9

/**
 * Whether nobody but administrators, SYSTEM and `me`, by their SIDs, owns a folder or may write into it: whatever lies in
 * another one could be anybody's. OpenSSH for Windows asks the same of its keys.
 */
export function isGuarded(sddl: string, me: string): boolean {
  const owner = /^O:(S-1-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1] ?? ''
  const mine = [...trusted, me]
  const harmless = ({effect, sid, mask}: Ace) =>
    effect === 'deny' || mine.includes(sid) || (fileMask(mask) & ~readOnly) === 0
  return mine.includes(sidAbbreviations[owner] ?? owner) && entriesOf(sddl)?.every(harmless) === true
}

function entriesOf(sddl: string): Ace[] | null {
  try {
    return parseDacl(sddl)
  } catch {
    return null
  }
}
