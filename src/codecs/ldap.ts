import {BerError, integerOf, type Node, readBer} from './ber.ts'
import {decodeFilter, type Filter} from './ldap-filter.ts'

export interface Control {
  oid: string
  critical: boolean
  value: Buffer | null
}

export type LdapRequest =
  | {kind: 'bind'; version: number; name: string /** Null for SASL. */; password: string | null}
  | {kind: 'unbind'}
  | SearchRequest
  | {kind: 'extended'; oid: string}
  | {kind: 'abandon'; messageId: number}

export interface SearchRequest {
  kind: 'search'
  base: string
  scope: 'base' | 'one' | 'sub'
  sizeLimit: number
  typesOnly: boolean
  filter: Filter
  attributes: string[]
}

export interface LdapMessage {
  id: number
  request: LdapRequest
  controls: Control[]
}

/** Decodes one whole message from a client (RFC 4511); anything a reader of directories never sends is an error. */
export function decodeRequest(bytes: Buffer): LdapMessage {
  const [id, operation, controls] = childrenOf(readBer(bytes), 0x30)
  const messageId = integerOf(id)
  if (messageId < 0 || messageId > 0x7fffffff) throw new BerError('a message number out of range')
  const wrapped = controls?.tag === 0xa0 ? controls.children : []
  return {id: messageId, request: decodeOperation(operation), controls: wrapped.map(decodeControl)}
}

function decodeOperation(node: Node | undefined): LdapRequest {
  switch (node?.tag) {
    case 0x60: {
      const [version, name, proof] = node.children
      const password = proof?.tag === 0x80 ? proof.content.toString() : null
      return {kind: 'bind', version: integerOf(version), name: text(name), password}
    }
    case 0x42:
      return {kind: 'unbind'}
    case 0x63:
      return decodeSearch(node.children)
    case 0x77:
      return {kind: 'extended', oid: text(node.children[0])}
    case 0x50:
      return {kind: 'abandon', messageId: integerOf(node)}
    default:
      throw new BerError(`an operation we do not serve, 0x${node?.tag.toString(16) ?? '??'}`)
  }
}

const scopes = ['base', 'one', 'sub'] as const

function decodeSearch(parts: Node[]): SearchRequest {
  const [base, scope, , sizeLimit, , typesOnly, filter, attributes] = parts
  const reach = scopes[integerOf(scope)]
  if (!reach) throw new BerError('an unknown scope')
  return {
    kind: 'search',
    base: text(base),
    scope: reach,
    sizeLimit: integerOf(sizeLimit),
    typesOnly: typesOnly?.content[0] !== 0,
    filter: decodeFilter(filter),
    attributes: childrenOf(attributes, 0x30).map(text),
  }
}

function decodeControl(node: Node): Control {
  const [oid, ...rest] = childrenOf(node, 0x30)
  const critical = rest.some((part) => part.tag === 0x01 && part.content[0] !== 0)
  return {oid: text(oid), critical, value: rest.find((part) => part.tag === 0x04)?.content ?? null}
}

function childrenOf(node: Node | undefined, tag: number): Node[] {
  if (node?.tag !== tag) throw new BerError('no list where one is due')
  return node.children
}

function text(node: Node | undefined): string {
  if (!node) throw new BerError('a text that is missing')
  return node.content.toString()
}
