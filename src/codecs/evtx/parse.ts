import type {Budget} from './budget.ts'
import {type Cursor, EvtxError} from './cursor.ts'
import type {Names} from './names.ts'
import {always, type ElementPlan, type Part, type Substitution} from './plan.ts'

/** Tokens of binary XML ([MS-EVEN6] 2.2.12); bit 0x40, that more follows, is taken away. */
export const token = {
  end: 0,
  openElement: 1,
  closeStart: 2,
  closeEmpty: 3,
  endElement: 4,
  value: 5,
  attribute: 6,
  cdata: 7,
  character: 8,
  entity: 9,
  instructionTarget: 10,
  instructionData: 11,
  template: 12,
  substitution: 13,
  optional: 14,
  fragment: 15,
} as const
const more = 0x40
const stringType = 1

const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"}

/** What parsing needs to know of the chunk, and where: only elements of a template may depend on a value. */
export interface Place {
  names: Names
  budget: Budget
  inTemplate: boolean
}

/** Reads an element whose token has been read. */
export function parseElement(cursor: Cursor, opened: number, place: Place, depth: number): ElementPlan {
  place.budget.depth(depth)
  const depends = place.inTemplate ? cursor.u16() : always
  // The size of the element; its tokens say the same.
  cursor.take(4)
  const name = place.names.read(cursor)
  const attributes = opened & more ? parseAttributes(cursor, place) : []
  const close = cursor.u8()
  if (close !== token.closeStart && close !== token.closeEmpty) throw new EvtxError('a tag is broken')
  const content = close === token.closeStart ? parseContent(cursor, place, depth) : []
  const [only] = content
  const repeats = content.length === 1 && typeof only === 'object' && 'value' in only ? only.value : always
  return {name, depends, attributes, content, repeats}
}

function parseAttributes(cursor: Cursor, place: Place): ElementPlan['attributes'] {
  const size = cursor.u32()
  const end = cursor.at + size
  const attributes: ElementPlan['attributes'] = []
  while (cursor.at < end) {
    if ((cursor.u8() & ~more) !== token.attribute) throw new EvtxError('an attribute is broken')
    const name = place.names.read(cursor)
    const parts: (string | Substitution)[] = []
    while (cursor.at < end) {
      const part = parseInline(cursor, place)
      if (part === null) break
      parts.push(part)
    }
    attributes.push({name, parts})
  }
  return attributes
}

function parseContent(cursor: Cursor, place: Place, depth: number): Part[] {
  const content: Part[] = []
  for (;;) {
    const inline = parseInline(cursor, place)
    if (inline !== null) {
      content.push(inline)
      continue
    }
    const next = cursor.u8()
    if (next === token.endElement) return content
    if ((next & ~more) === token.openElement) content.push(parseElement(cursor, next, place, depth + 1))
    else skipInstruction(cursor, next, place)
  }
}

/** Processing instructions say nothing; anything else is not due here. */
export function skipInstruction(cursor: Cursor, next: number, {names}: Place): void {
  if (next === token.instructionTarget) names.read(cursor)
  else if (next === token.instructionData) cursor.text()
  else throw new EvtxError('an unknown token')
}

/** What may stand in an attribute as well as in an element; null, and nothing read, for anything else. */
function parseInline(cursor: Cursor, {names, budget}: Place): string | Substitution | null {
  budget.step()
  const next = cursor.u8()
  switch (next & ~more) {
    case token.value:
      if (cursor.u8() !== stringType) throw new EvtxError('a literal that is no text')
      return budget.text(cursor.text())
    case token.cdata:
      return budget.text(cursor.text())
    case token.character:
      return String.fromCharCode(cursor.u16())
    case token.entity: {
      const name = names.read(cursor)
      return Object.hasOwn(entities, name) ? entities[name]! : `&${name};`
    }
    case token.substitution:
    case token.optional: {
      const value = cursor.u16()
      // Its type; the value tells its own.
      cursor.take(1)
      return {value, optional: next === token.optional}
    }
    default:
      cursor.at--
      return null
  }
}
