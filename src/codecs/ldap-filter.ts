import {BerError, type Node} from './ber.ts'

/** A search filter (RFC 4511 §4.5.1.7); values are bytes, because some attributes hold no text. */
export type Filter =
  | {kind: 'and' | 'or'; filters: Filter[]}
  | {kind: 'not'; filter: Filter}
  | {kind: 'equal' | 'at-least' | 'at-most' | 'approximately'; attribute: string; value: Buffer}
  | {kind: 'substrings'; attribute: string; initial: Buffer | null; any: Buffer[]; final: Buffer | null}
  | {kind: 'present'; attribute: string}
  | {kind: 'extensible'; attribute: string; rule: string; value: Buffer}

const comparisons = {163: 'equal', 165: 'at-least', 166: 'at-most', 168: 'approximately'} as const
const isComparison = (tag: number): tag is keyof typeof comparisons => tag in comparisons

export function decodeFilter(node: Node | undefined): Filter {
  if (!node) throw new BerError('a filter that is missing')
  const {tag, children} = node
  if (isComparison(tag))
    return {kind: comparisons[tag], attribute: text(children[0]), value: bytes(children[1])}
  switch (tag) {
    case 0xa0:
      return {kind: 'and', filters: children.map(decodeFilter)}
    case 0xa1:
      return {kind: 'or', filters: children.map(decodeFilter)}
    case 0xa2:
      return {kind: 'not', filter: decodeFilter(children[0])}
    case 0xa4:
      return substrings(children)
    case 0x87:
      return {kind: 'present', attribute: text(node)}
    case 0xa9:
      return extensible(children)
    default:
      throw new BerError(`an unknown kind of filter, 0x${tag.toString(16)}`)
  }
}

function substrings([attribute, list]: Node[]): Filter {
  const parts = list?.children ?? []
  const tagged = (tag: number) => parts.filter((part) => part.tag === tag).map((part) => part.content)
  if (parts.length === 0) throw new BerError('a substring filter without substrings')
  const [initial = null] = tagged(0x80)
  const [final = null] = tagged(0x82)
  return {kind: 'substrings', attribute: text(attribute), initial, any: tagged(0x81), final}
}

function extensible(parts: Node[]): Filter {
  const tagged = (tag: number) => parts.find((part) => part.tag === tag)?.content
  const value = tagged(0x83)
  if (!value) throw new BerError('a matching rule without a value')
  return {kind: 'extensible', rule: String(tagged(0x81) ?? ''), attribute: String(tagged(0x82) ?? ''), value}
}

const text = (node: Node | undefined): string => bytes(node).toString()

function bytes(node: Node | undefined): Buffer {
  if (!node) throw new BerError('a filter that lacks a part')
  return node.content
}
