import type {Alias} from '../../src/bundle/pseudonyms/pseudonymise.ts'

const word = /[\p{L}\p{N}\p{M}]+/gu
/** Kinds whose aliases are made word by word. */
const inWords: readonly string[] = ['user', 'name', 'host', 'tenant', 'guid']

const inCaseOf = (model: string, text: string) =>
  [...text].map((c, i) => ([...model][i]! === [...model][i]!.toLowerCase() ? c : c.toUpperCase())).join('')

/** A GUID, or 16 bytes in base64. */
const guid = /^[0-9a-f-]{36}$|^[A-Za-z0-9+/]{22}==$/i
const isNumber = ({kind, value}: Alias) => !inWords.includes(kind) || guid.test(value)
/** A time or a duration, which is no name although its digits may be some of one ("Root CA 2"); or else a word. */
const timeOrWord = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*|\d+ (?:d|h|min|m?s)\b|[\p{L}\p{N}\p{M}]+/gu
/** A word that was cut at the longest length of a slot. */
const cut = /\S*…/g

/** Finds any of these, the longest first, as something of its own. */
const anyOf = (texts: Iterable<string>) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...texts, '$^']
      .sort((a, b) => b.length - a.length)
      .map((text) => text.replace(/[+().[\]]/g, '\\$&'))
      .join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  )

/** Puts the values in the place of their aliases, in every text of a document, by the map that the sender keeps. */
export function revealed<T>(document: T, map: readonly Alias[]): T {
  const numbers = new Map(map.filter(isNumber).map(({value, alias}) => [alias, value]))
  const [aliases, values] = [anyOf(numbers.keys()), anyOf(numbers.values())]
  const words = new Map<string, string>()
  for (const {value, alias} of map.filter((one) => !isNumber(one))) {
    const those = value.replace(values, ' ').toLowerCase().match(word) ?? []
    for (const [i, made] of (alias.replace(aliases, ' ').toLowerCase().match(word) ?? []).entries())
      words.set(made, those[i]!)
  }
  const inParts = (part: string) =>
    part.replace(timeOrWord, (found) => {
      const value = words.get(found.toLowerCase())
      return value === undefined ? found : inCaseOf(found, value)
    })
  const text = (aliased: string) => {
    let [result, at] = ['', 0]
    for (const found of aliased.matchAll(aliases)) {
      result += inParts(aliased.slice(at, found.index)) + numbers.get(found[0])!
      at = found.index + found[0].length
    }
    return result + inParts(aliased.slice(at))
  }
  const walk = (at: unknown): unknown => {
    if (typeof at === 'string') return text(at.replace(cut, '…'))
    if (Array.isArray(at)) return at.map(walk)
    if (typeof at !== 'object' || at === null) return at
    return Object.fromEntries(Object.entries(at).map(([name, member]) => [name, walk(member)]))
  }
  return walk(document) as T
}
