import {fileMask} from './access-mask.ts'
import {type Ace, parseDacl} from './sddl.ts'

/** Unknown where a group decides whose members cannot be told, or where there is no access list to read. */
export type Rights = 'granted' | 'denied' | 'unknown'

/** FILE_READ_DATA: without it a key cannot be read. */
const read = 0x1
/** The rest of FILE_GENERIC_READ (0x120089), with which Windows opens a key's file; who lacks part of it is not known to get in. */
const beside = [0x8, 0x80, 0x2_0000, 0x10_0000]

/**
 * Whether a token may read a key with this DACL. `sids` are those of the token, `complete` says that there are no groups
 * of a domain or of the machine's own making beside them.
 */
export const rightsOf = (sddl: string | null, sids: readonly string[], complete: boolean): Rights =>
  decision(sddl, sids, complete).rights

/** The entry, verbatim, that grants or denies it; null where none does, and where that is unknown. */
export const decidedBy = (sddl: string | null, sids: readonly string[], complete: boolean): string | null =>
  decision(sddl, sids, complete).by

interface Decision {
  rights: Rights
  by: string | null
}

const unknown: Decision = {rights: 'unknown', by: null}
const decided = ({effect, text}: Ace): Decision => ({
  rights: effect === 'allow' ? 'granted' : 'denied',
  by: text,
})

function decision(sddl: string | null, sids: readonly string[], complete: boolean): Decision {
  const entries = entriesOf(sddl)
  if (entries === undefined) return unknown
  if (entries === null) return {rights: 'granted', by: null}
  const [reading, ...rest] = [read, ...beside].map((right) => decisionOn(right, entries, sids, complete))
  const whole = rest.every(({rights}) => rights === 'granted')
  return reading!.rights === 'granted' && !whole ? unknown : reading!
}

/** As Windows does it: the first entry that speaks of the right decides, in their order; without one it is denied. */
function decisionOn(right: number, entries: Ace[], sids: readonly string[], complete: boolean): Decision {
  const speaking = entries
    .filter((ace) => !ace.inheritOnly && (fileMask(ace.mask) & right) !== 0)
    .map((ace) => ({ace, applies: applies(ace, sids, complete)}))
    .filter(({applies}) => applies !== 'no')
  const first = speaking.findIndex(({applies}) => applies === 'yes')
  const perhaps = speaking.slice(0, first < 0 ? undefined : first)
  const certain =
    first < 0 ? ({rights: 'denied', by: null} satisfies Decision) : decided(speaking[first]!.ace)
  return perhaps.every(({ace}) => decided(ace).rights === certain.rights) ? certain : unknown
}

function entriesOf(sddl: string | null): Ace[] | null | undefined {
  if (sddl === null) return undefined
  try {
    return parseDacl(sddl)
  } catch {
    return undefined
  }
}

/** Groups that an account may be in without its being told: of a domain, by the way it signed in, owner of the key. */
const ofUntold = /^S-1-(5-21-|18-|5-64-|5-65-|5-11[34]$)/
const ownerRights = 'S-1-3-4'

function applies(
  {conditional, sid}: Ace,
  sids: readonly string[],
  complete: boolean,
): 'yes' | 'perhaps' | 'no' {
  if (sids.includes(sid)) return conditional ? 'perhaps' : 'yes'
  // Abbreviations of later versions of Windows name nobody that we know.
  if (sid === ownerRights || !sid.startsWith('S-1-')) return 'perhaps'
  return !complete && ofUntold.test(sid) ? 'perhaps' : 'no'
}
