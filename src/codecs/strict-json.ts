/** JSON from outside: what `JSON.parse` takes, but no deeper, no larger and no more ambiguous than is right. */
export class NotJson extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'NotJson'
  }
}

/** Nothing of ours is nested more deeply. */
const deepest = 64
/** Ten times what a bundle with the logs of a busy week has: more of them would take more memory than the text. */
const mostSigns = 3_000_000
/** What begins a string, a bracket, or what separates: the rest (numbers, words, blanks) is left to `JSON.parse`. */
const sign = /["{}[\],:]/g

/**
 * Parses `text`. Throws `NotJson` where it is no JSON, is nested more than 64 levels deep, holds more values than
 * anything of ours, names a member twice (readers disagree on which counts, RFC 8259 §4) or names one `__proto__`.
 */
export function parseStrictly(text: string): unknown {
  const open: (Set<string> | null)[] = []
  let [string, signs] = ['', 0]
  sign.lastIndex = 0
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const [part] = found
    if (part === '"') {
      sign.lastIndex = endOfString(text, sign.lastIndex)
      string = text.slice(found.index, sign.lastIndex)
      continue
    }
    if (part === '{' || part === '[') open.push(part === '{' ? new Set() : null)
    else if (part === '}' || part === ']') open.pop()
    else if (part === ':') addMember(open.at(-1), string)
    string = ''
    if (open.length > deepest) throw new NotJson(`it is nested more than ${deepest} levels deep`)
    if (++signs > mostSigns) throw new NotJson('it holds more values than any that npsmfa makes')
  }
  return parse(text) as unknown
}

/** Where the string that begins before `from` is over. Not by a pattern, which runs out of stack on a long one. */
function endOfString(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote
    while (before > from && text[before - 1] === '\\') before--
    if ((quote - before) % 2 === 0) return quote + 1
  }
  return text.length
}

function addMember(members: Set<string> | null | undefined, quoted: string): void {
  if (!members || quoted === '') return
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
