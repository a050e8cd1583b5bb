import {accessMask} from './access-mask.ts'
import {sidAbbreviations} from './sid-abbreviations.ts'

/** Text that is no security descriptor in SDDL, or more of it than we are willing to look at. */
export class SddlError extends Error {
  override name = 'SddlError'
}

export interface Ace {
  effect: 'allow' | 'deny'
  /** It holds only under a condition, or for a part of an object: what it does here cannot be told. */
  conditional: boolean
  /** It is there for what is made below, and does not apply to the object itself. */
  inheritOnly: boolean
  mask: number
  /** "S-1-5-20"; with "domain" in it where it depends on the domain; an unknown abbreviation as it is written. */
  sid: string
  /** Verbatim. */
  text: string
}

/** An access control list holds at most 64 kB, which is fewer than so many entries. */
export const sddlLimits = {characters: 524_288, entries: 4_096}

const sid = '(?:S-1-(?:0x[\\dA-F]{1,12}|\\d{1,15})(?:-\\d{1,10}){0,15}|[A-Z]{2})'
const head = new RegExp(`^(?:O:(?:${sid})?)?(?:G:(?:${sid})?)?`, 'i')
const wholeSid = new RegExp(`^${sid}$`, 'i')

/**
 * The entries of a security descriptor's DACL in their order; null where it has none, which lets everybody do
 * everything. Source: [MS-DTYP] §2.5.1.1.
 */
export function parseDacl(sddl: string): Ace[] | null {
  const text = sddl.trim()
  if (text === '') throw new SddlError('nothing')
  if (text.length > sddlLimits.characters) throw new SddlError(`${text.length} characters`)
  const rest = text.slice(head.exec(text)?.[0].length)
  if (rest === '' || /^S:/i.test(rest)) return null
  const flags = /^D:(NO_ACCESS_CONTROL|(?:P|AR|AI)*)/i.exec(rest)
  if (!flags) throw new SddlError('no list of entries where one is due')
  if (/^no_/i.test(flags[1]!)) return null
  return entries(rest, flags[0].length)
}

function entries(text: string, start: number): Ace[] {
  const aces: Ace[] = []
  let at = start
  while (text[at] === '(') {
    if (aces.length === sddlLimits.entries) throw new SddlError(`more than ${sddlLimits.entries} entries`)
    const end = endOf(text, at)
    aces.push(ace(text.slice(at, end)))
    at = end
  }
  if (at < text.length && !/^S:/i.test(text.slice(at, at + 2)))
    throw new SddlError('something that is no entry')
  return aces
}

/** Behind the bracket that closes the one at `start`; conditions have brackets and quoted text of their own. */
function endOf(text: string, start: number): number {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (character === '(') depth++
    if (character === ')' && --depth === 0) return at + 1
  }
  throw new SddlError('an entry that is cut off')
}

/** Kind of entry to its effect and whether it always holds: object entries and conditional ones do not. */
const kinds: Readonly<Record<string, readonly [effect: Ace['effect'], conditional: boolean]>> = {
  A: ['allow', false],
  D: ['deny', false],
  OA: ['allow', true],
  OD: ['deny', true],
  XA: ['allow', true],
  XD: ['deny', true],
  ZA: ['allow', true],
}

function ace(text: string): Ace {
  const [kind = '', flags = '', rights = '', , , trustee = ''] = text.slice(1, -1).split(';')
  const known = kinds[kind.toUpperCase()]
  if (!known) throw new SddlError(`an entry of the kind “${kind.slice(0, 20)}”`)
  if (!/^([a-z]{2})*$/i.test(flags)) throw new SddlError('flags that are none')
  const mask = accessMask(rights)
  if (mask === null) throw new SddlError('rights that are none')
  if (!wholeSid.test(trustee)) throw new SddlError('an account that is none')
  const [effect, conditional] = known
  const inheritOnly = /^(?:..)*IO/i.test(flags)
  return {effect, conditional, inheritOnly, mask, sid: fullSid(trustee), text}
}

function fullSid(written: string): string {
  const upper = written.toUpperCase()
  if (upper.length === 2) return sidAbbreviations[upper] ?? upper
  // An authority may be written in hexadecimal.
  return `S-1-${upper.slice(4).split('-').map(BigInt).join('-')}`
}
