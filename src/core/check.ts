import type {Fact, Facts, KnownOf} from './fact.ts'
import type {Hint, Outcome} from './outcome.ts'
import type {Slot} from './words.ts'

export type Outcomes = Readonly<Record<string, Outcome>>

type SlotsIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | SlotsIn<Rest> : never
type HintText<H> = H extends Hint
  ? H['do'][number] | (H['run'] extends readonly (infer R)[] ? R : never)
  : never
type SlotsOf<O> = O extends Outcome<infer M, infer H> ? SlotsIn<M> | SlotsIn<HintText<H>> : never
type Args<O> = [SlotsOf<O>] extends [never] ? [] : [slots: Readonly<Record<SlotsOf<O>, Slot>>]

/** One ending, with the values for its slots. */
export interface Verdict<E> {
  ending: E
  slots: Readonly<Record<string, Slot>>
}

/** Ends the judgement in a declared ending; the compiler asks for exactly the slots its texts have. */
export type Say<O extends Outcomes> = <E extends keyof O & string>(
  ending: E,
  ...args: Args<O[E]>
) => Verdict<E>

/** A pure judgement over facts. `needs` must be known, one of `anyOf` too; `wants` may be missing. */
export interface Check<N extends Facts, A extends Facts, W extends Facts, O extends Outcomes> {
  id: `${string}.${string}`
  title: string
  needs?: N
  anyOf?: A
  wants?: W
  /** Checks that explain this one when they are red. */
  after?: readonly string[]
  /** Checks, or single endings of theirs, of the way that its facts come by: red, they explain only that this one is unknown. */
  through?: readonly string[]
  outcomes: O
  judge(known: KnownOf<N> & Partial<KnownOf<A>> & Partial<KnownOf<W>>, say: Say<O>): Verdict<keyof O & string>
}

/** A check whose types have been forgotten, as the list of all checks holds it. */
export interface AnyCheck {
  id: string
  title: string
  needs: Facts
  anyOf: Facts
  wants: Facts
  after: readonly string[]
  through: readonly string[]
  outcomes: Outcomes
  /** The check is judged once for every user. */
  perUser: boolean
  judge(known: Readonly<Record<string, unknown>>, say: AnySay): Verdict<string>
}
type AnySay = (ending: string, slots?: Readonly<Record<string, Slot>>) => Verdict<string>

// biome-ignore lint/complexity/noBannedTypes: no facts at all is the neutral element of an intersection.
type None = {}

/** Every fact that a check declares. */
export const factsOf = ({
  needs,
  anyOf,
  wants,
}: Pick<AnyCheck, 'needs' | 'anyOf' | 'wants'>): Fact<unknown>[] =>
  Object.values({...needs, ...anyOf, ...wants})

export function defineCheck<
  O extends Outcomes,
  N extends Facts = None,
  A extends Facts = None,
  W extends Facts = None,
>(check: Check<N, A, W, O>): AnyCheck {
  const {needs = {}, anyOf = {}, wants = {}, after = [], through = []} = check
  const perUser = factsOf({needs, anyOf, wants}).some((fact) => fact.per === 'user')
  const judge = check.judge as unknown as AnyCheck['judge']
  return {...check, needs, anyOf, wants, after, through, perUser, judge}
}
