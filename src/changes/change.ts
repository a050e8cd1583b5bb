import type {Json} from '../core/journal.ts'
import type {Disruption} from '../core/outcome.ts'
import type {Token} from '../facts/token.ts'
import type {TenantDoor} from '../world/entra/tenant/door.ts'
import type {TokenRequest} from '../world/entra/token.ts'
import type {WinApi} from '../world/windows/api.ts'
import type {WinChanges} from '../world/windows/changes/api.ts'

/** All that a change may look at and write to. */
export interface Doors {
  windows: WinApi
  changes: WinChanges
  /** Rejects with `UsageError` where no sign-in to Microsoft Graph is configured. */
  tenant(): TenantDoor
  /** Asks for a token anew. */
  token(asked: TokenRequest, signal: AbortSignal): Promise<Token>
}

/** What a step works with. */
export interface Doing {
  doors: Doors
  /** What the steps before it have come to, by their names. */
  made: Readonly<Record<string, Json>>
  signal: AbortSignal
}

/** A step in a person's words. */
export interface StepWords {
  what: string
  now: string
  then: string
  /** How it is undone. */
  undo: string
  /** Lines of PowerShell that do the same; empty where there are none. */
  byHand: readonly string[]
  disrupts: Disruption
}

/**
 * One kind of change: what is now, what will be, how it is done and undone. `A` says which; `N` is what is there, as far
 * as this change is concerned, and enough to put it back. Every call may be repeated after a run that was killed.
 *
 * A state that is neither done nor undone is somebody else's, and is neither overwritten by an undo nor taken for ours.
 */
export interface Change<A extends Json, N extends Json> {
  kind: string
  look(args: A, doing: Doing): Promise<N>
  words(args: A, now: N): StepWords
  /** Whether nothing is left to do; without it, that it was applied is all that can be seen. */
  isDone?(args: A, now: N, doing: Doing): boolean
  /** Answers what it has come to where a look does not tell. */
  apply(args: A, before: N, doing: Doing): Promise<Json | undefined>
  undo(args: A, before: N, doing: Doing, made: Json): Promise<void>
  /** Whether it is as it was; without it, whether all of `before` is there again. */
  isUndone?(args: A, before: N, now: N, made: Json): boolean
  /** What is to be known of it, where it is done: `made` is null where a run that was killed did it. */
  notes?(before: N, after: N, made: Json): string[]
  /** It looks at, and writes to, the tenant. */
  inTenant?: true
  /** It is undone when all else is, whatever its place, and even where all seems to be as it was. */
  undoneLast?: true
  /** A look does not tell all that it may have left: it is undone even where all seems to be as it was. */
  undoneAlways?: true
}

// biome-ignore lint/suspicious/noExplicitAny: a list of changes is heterogeneous.
export type AnyChange = Change<any, any>

export const defineChange = <A extends Json, N extends Json>(change: Change<A, N>): Change<A, N> => change

/** A step that is to be done. */
export interface Step {
  name: string
  kind: string
  args: Json
}

export const step = <A extends Json, N extends Json>(
  name: string,
  {kind}: Change<A, N>,
  args: NoInfer<A>,
): Step => ({name, kind, args})

/** A change that did not come about, in a sentence that says what is so instead. */
export class ChangeFailed extends Error {
  override name = 'ChangeFailed'
}
