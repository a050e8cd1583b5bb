import type {Filter} from '../../codecs/ldap-filter.ts'
import type {Value} from '../state.ts'
import {leadsTo} from './chain.ts'
import type {Entry} from './entry.ts'

/** The values of an attribute, whatever the case of its name. */
export function valuesOf({attributes}: Entry, name: string): readonly Value[] {
  const wanted = name.toLowerCase()
  return Object.entries(attributes).find(([own]) => own.toLowerCase() === wanted)?.[1] ?? []
}

/** LDAP_MATCHING_RULE_TRANSITIVE_EVAL. */
const inChain = '1.2.840.113556.1.4.1941'

/** Whether an entry meets a filter; links are followed through `all` entries. */
export function matches(entry: Entry, filter: Filter, all: readonly Entry[]): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((inner) => matches(entry, inner, all))
    case 'or':
      return filter.filters.some((inner) => matches(entry, inner, all))
    case 'not':
      return !matches(entry, filter.filter, all)
    case 'present':
      return valuesOf(entry, filter.attribute).length > 0
    case 'extensible':
      if (filter.rule === inChain)
        return leadsTo(entry, filter.value.toString(), all, (e) =>
          valuesOf(e, filter.attribute).filter((value) => typeof value === 'string'),
        )
      break
  }
  return valuesOf(entry, filter.attribute).some((value) => holds(value, filter))
}

type Comparison = Exclude<Filter, {kind: 'and' | 'or' | 'not' | 'present'}>

function holds(value: Value, filter: Comparison): boolean {
  if (typeof value !== 'string')
    return filter.kind === 'equal' && Buffer.from(value.hex, 'hex').equals(filter.value)
  switch (filter.kind) {
    case 'equal':
    case 'approximately':
      return equal(value, filter.value, filter.attribute)
    case 'at-least':
      return compare(value, filter.value.toString()) >= 0
    case 'at-most':
      return compare(value, filter.value.toString()) <= 0
    case 'substrings':
      return contains(fold(value), filter.initial, filter.any, filter.final)
    case 'extensible':
      return (
        bitRules[filter.rule]?.(BigInt.asUintN(64, toBits(value)), toBits(filter.value.toString())) ?? false
      )
  }
}

const fold = (text: string | Buffer) => text.toString().normalize('NFC').toLowerCase()

function equal(value: string, asked: Buffer, attribute: string): boolean {
  if (fold(value) === fold(asked)) return true
  // Active Directory lets a class stand for its whole name in the schema.
  return attribute.toLowerCase() === 'objectcategory' && fold(value).startsWith(`cn=${fold(asked)},`)
}

const compare = (one: string, other: string) =>
  /^-?\d+$/.test(one) && /^-?\d+$/.test(other)
    ? Number(BigInt(one) - BigInt(other))
    : fold(one).localeCompare(fold(other), 'en')

function contains(text: string, initial: Buffer | null, any: Buffer[], final: Buffer | null): boolean {
  const [head, tail] = [fold(initial ?? ''), fold(final ?? '')]
  if (!text.startsWith(head)) return false
  let at = head.length
  for (const part of any.map(fold)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

const toBits = (text: string) => (/^-?\d{1,19}$/.test(text) ? BigInt.asUintN(64, BigInt(text)) : 0n)

/** Matching rules for flags: all of the bits, any of them. */
const bitRules: Readonly<Record<string, (value: bigint, mask: bigint) => boolean>> = {
  '1.2.840.113556.1.4.803': (value, mask) => (value & mask) === mask,
  '1.2.840.113556.1.4.804': (value, mask) => (value & mask) !== 0n,
}
