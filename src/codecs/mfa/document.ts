import {parseXml, type XmlElement} from '../xml.ts'
import {pairName} from './contracts.ts'

/** What the service says is short: a person has a handful of methods. */
const limits = {length: 65_536, depth: 16, elements: 2_000, attributes: 16}

/** The members of a document of that name; null where it is none. Throws `XmlError` for what is no XML. */
export function readDocument(name: string, text: string): Fields | null {
  const root = parseXml(text, limits)
  return localName(root) === name ? new Fields(root.children) : null
}

/** Members by name, wherever they stand: a reader that takes them so works with every order. */
export class Fields {
  readonly #elements: readonly XmlElement[]
  constructor(elements: readonly XmlElement[]) {
    this.#elements = elements
  }

  /** Only what stands in this order, as a reader has it that never looks back. */
  inOrder(contract: readonly string[]): Fields {
    let reached = -1
    const kept = this.#elements.filter((one) => {
      const place = contract.indexOf(localName(one))
      if (place <= reached) return false
      reached = place
      return true
    })
    return new Fields(kept)
  }

  /** Text without blanks around it; null where the member is absent or nil. */
  text(name: string): string | null {
    const found = this.#find(name)
    return found && !isNil(found) ? found.text.trim() : null
  }

  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === 'true'
  }

  members(name: string): Fields {
    return new Fields(this.#find(name)?.children ?? [])
  }

  /** All members of that name. */
  all(name: string): Fields[] {
    return this.#elements.flatMap((one) => (localName(one) === name ? [new Fields(one.children)] : []))
  }

  pairs(name: string): Map<string, string> {
    const pairs = this.members(name).all(pairName)
    return new Map(pairs.map((pair) => [pair.text('Key') ?? '', pair.text('Value') ?? '']))
  }

  #find(name: string): XmlElement | undefined {
    return this.#elements.find((one) => localName(one) === name)
  }
}

const localName = ({name}: XmlElement): string => name.slice(name.indexOf(':') + 1)

const isNil = ({attributes}: XmlElement): boolean =>
  Object.entries(attributes).some(([name, value]) => /(^|:)nil$/.test(name) && /^(true|1)$/.test(value))
