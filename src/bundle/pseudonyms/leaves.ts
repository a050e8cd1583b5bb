import type {Fact} from '../../core/fact.ts'
import type {Kind} from '../../core/identifying.ts'

/** What a fact says that a leaf holds: names of a kind, or a text with some of them in it. */
export type Holds = Kind | 'text'
/** Is handed a text, with what its fact says that it holds (undefined: nothing that identifies), and says what to put in its place. */
export type See = (text: string, holds: Holds | undefined) => string

/** A tree of the pointers of a fact: which leaf holds what. */
interface Node {
  holds?: Holds
  members: Map<string, Node>
}

function treeOf({identifies}: Fact<unknown>): Node {
  const root: Node = {members: new Map()}
  for (const [holds, pointers] of Object.entries(identifies))
    for (const pointer of pointers) {
      let node = root
      for (const name of pointer.split('/').slice(1)) {
        const next = node.members.get(name) ?? {members: new Map()}
        node.members.set(name, next)
        node = next
      }
      node.holds = holds as Holds
    }
  return root
}

/** Hands every text of a value to `see`, and puts the answer in its place. */
export function mapTexts(fact: Fact<unknown>, value: unknown, see: See): unknown {
  const walk = (at: unknown, node: Node | undefined): unknown => {
    if (typeof at === 'string') return see(at, node?.holds)
    if (Array.isArray(at)) return at.map((element) => walk(element, node?.members.get('*')))
    if (typeof at !== 'object' || at === null) return at
    return Object.fromEntries(
      Object.entries(at).map(([name, member]) => [name, walk(member, node?.members.get(name))]),
    )
  }
  return walk(value, treeOf(fact))
}
