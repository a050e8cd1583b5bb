/** JSON from outside: what `JSON.parse` takes, but no deeper, no larger and no more ambiguous than is right. */
export class NotJson extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'NotJson'
  }
}

/** Nothing of ours is nested more deeply. */
const deepest = 64
/** A string, a bracket, or what separates: the rest (numbers, words, blanks) is left to `JSON.parse`. */
const token = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]/g

/**
 * Parses `text`. Throws `NotJson` where it is no JSON, is nested more than 64 levels deep, names a member twice (readers
 * disagree on which counts, RFC 8259 §4) or names one `__proto__`.
 */
export function parseStrictly(text: string): unknown {
  const open: (Set<string> | null)[] = []
  let last = ''
  token.lastIndex = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [part] = found
    if (part === '{' || part === '[') open.push(part === '{' ? new Set() : null)
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':') addMember(open.at(-1), last)
    if (open.length > deepest) throw new NotJson(`it is nested more than ${deepest} levels deep`)
    last = part
  }
  return parse(text) as unknown
}

function addMember(members: Set<string> | null | undefined, quoted: string): void {
  if (!members || !quoted.startsWith('"')) return
  const name = parse(quoted) as string
  if (name === '__proto__') throw new NotJson('a member of it is named __proto__')
  if (members.has(name)) throw new NotJson(`it names the member “${name.slice(0, 60)}” twice`)
  members.add(name)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What JSON.parse says quotes the text.
    throw new NotJson('it is no JSON')
  }
}
