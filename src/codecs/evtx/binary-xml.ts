import type {XmlElement} from '../xml.ts'
import {Budget} from './budget.ts'
import {Cursor, EvtxError} from './cursor.ts'
import {fill} from './fill.ts'
import {Names} from './names.ts'
import {parseElement, skipInstruction, token} from './parse.ts'
import type {ElementPlan} from './plan.ts'
import {Values} from './values.ts'

/** Next definition, GUID, and the size of what follows. */
const definitionHeader = 24
/** What it costs to begin with a record or a value, in tokens. */
const perDocument = 8

/** Reads the binary XML of one chunk: its names and templates are read once and used by all its records. */
export class BinaryXml {
  readonly #bytes: Buffer
  readonly #budget = new Budget()
  readonly #names: Names
  readonly #templates = new Map<number, {plan: ElementPlan; end: number}>()

  constructor(chunk: Buffer) {
    this.#bytes = chunk
    this.#names = new Names(chunk)
  }

  /** The elements of what stands between two offsets of the chunk; throws `EvtxError` only. */
  read(start: number, end: number, depth = 0): XmlElement[] {
    this.#budget.depth(depth)
    this.#budget.step(perDocument)
    const cursor = new Cursor(this.#bytes, start, end)
    const place = {names: this.#names, budget: this.#budget, inTemplate: false}
    const elements: XmlElement[] = []
    const add = (plan: ElementPlan, values: Values | null) => {
      const nested = (from: number, to: number) => this.read(from, to, depth + 1)
      const element = fill(plan, {values, budget: this.#budget, nested})
      if (element) elements.push(element)
    }
    while (cursor.at < end) {
      this.#budget.step()
      const next = cursor.u8()
      if (next === token.end) break
      // Version and flags.
      if (next === token.fragment) cursor.take(3)
      else if (next === token.template) add(this.#template(cursor), new Values(cursor))
      else if ((next & 0x3f) === token.openElement) add(parseElement(cursor, next, place, 0), null)
      else skipInstruction(cursor, next, place)
    }
    return elements
  }

  /** Where a template is used first, its definition stands behind the reference. */
  #template(cursor: Cursor): ElementPlan {
    // A version and the template's short number.
    cursor.take(5)
    const offset = cursor.u32()
    const {plan, end} = this.#templates.get(offset) ?? this.#define(offset)
    if (offset === cursor.at) cursor.take(end - offset)
    return plan
  }

  #define(offset: number): {plan: ElementPlan; end: number} {
    const header = new Cursor(this.#bytes, offset, this.#bytes.length)
    header.take(definitionHeader - 4)
    const size = header.u32()
    const end = header.at + size
    const cursor = new Cursor(this.#bytes, header.at, end)
    const place = {names: this.#names, budget: this.#budget, inTemplate: true}
    for (;;) {
      const next = cursor.u8()
      if (next === token.fragment) cursor.take(3)
      else if ((next & 0x3f) === token.openElement) {
        const template = {plan: parseElement(cursor, next, place, 0), end}
        this.#templates.set(offset, template)
        return template
      } else if (next === token.end) throw new EvtxError('a template without an element')
      else skipInstruction(cursor, next, place)
    }
  }
}
