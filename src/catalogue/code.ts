/**
 * How much a code says: the cause itself; that something inside of it failed (look for a deeper code); only that a
 * sign-in was refused or dropped; nothing bad at all.
 */
export type Depth = 'exact' | 'wrapper' | 'consequence' | 'harmless'

/** An error code, reason or event, as its maker writes it. Codes are never renumbered; retired ones stay. */
export interface Code {
  /** "AADSTS700027", "ext.ESTS_TOKEN_ERROR", "nps.reason-16": unique. */
  code: string
  depth: Depth
  /** Half a sentence. */
  meaning: string
  /** What it is often taken for, and is not. */
  not?: string
  /** Ids of causes, the likeliest first. */
  causes: readonly string[]
}

/** Codes of one maker: the name in its own spelling → what it says. */
export type Codes = ReadonlyMap<string, Code>

type Row = readonly [depth: Depth, meaning: string, causes: string, not?: string]

/** A table of codes whose causes are parted by blanks. */
export const codesOf = (prefix: string, rows: Readonly<Record<string, Row>>): [string, Code][] =>
  Object.entries(rows).map(([name, [depth, meaning, causes, not]]) => [
    name,
    {
      code: `${prefix}${name}`,
      depth,
      meaning,
      causes: causes.split(' ').filter(Boolean),
      ...(not ? {not} : {}),
    },
  ])
