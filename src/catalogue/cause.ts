import type {Owner} from '../core/outcome.ts'

/** Where on a sign-in's way a cause sits; the earliest with proof explains what comes later. */
export const layers = [
  'service',
  'transport',
  'first-factor',
  'token',
  'look-up',
  'method',
  'user',
  'timing',
  'expectation',
  'benign',
] as const
export type Layer = (typeof layers)[number]

/** Whom a cause befalls: one person, everybody (or everybody of one gateway, domain, server), or both. */
export type Scope = 'one' | 'many' | 'either'

/** What was wrong, once somebody knew. Ids are never renumbered or reused. */
export interface Cause {
  id: string
  layer: Layer
  /** A sentence to read out. */
  cause: string
  scope: Scope
  owner: Owner
  do: readonly string[]
  /** Checks of ours that confirm or exclude it; where there is none, `look` says where a person has to. */
  confirm: readonly string[]
  look?: string
  /** How people tell of it who have no code: every pattern of one line must be met. */
  said?: readonly (readonly RegExp[])[]
  /** Known from the vendor's pages only, so it has no id for others to rely on. */
  unlisted?: true
}

export type CauseText = Omit<Cause, 'id' | 'layer'>

/** The causes of one layer. */
export const causesAt = <Id extends string>(
  layer: Layer,
  texts: Readonly<Record<Id, CauseText>>,
): (Cause & {id: Id})[] =>
  (Object.entries(texts) as [Id, CauseText][]).map(([id, text]) => ({id, layer, ...text}))
