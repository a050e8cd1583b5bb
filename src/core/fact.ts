import type {Kind} from './identifying.ts'

/** A schema in the form of standardschema.dev; core needs no validation library of its own for it. */
export interface Shape<T> {
  readonly '~standard': {
    validate(value: unknown): {value: T; issues?: undefined} | {issues: readonly unknown[]} | Promise<unknown>
  }
}

/** JSON pointers (`*` = every element); `text` is free text in which only some of it identifies. */
export type Identifies = Readonly<Partial<Record<Kind | 'text', readonly string[]>>>

/** A noun that can be known. Its value is JSON only and holds no secret. */
export interface Fact<T> {
  key: string
  about: string
  /** `user`: there is one for every user that was named. */
  per: 'run' | 'user'
  shape: Shape<T>
  /** Leaves that identify people, machines or tenants, by what they hold; a bundle looks for no names in any other. */
  identifies: Identifies
  /** JSON pointers of what every look finds anew, as when was looked and how long something took: it tells no machines apart. */
  measured: readonly string[]
}

// biome-ignore lint/suspicious/noExplicitAny: a set of facts is heterogeneous; KnownOf restores each type.
export type Facts = Readonly<Record<string, Fact<any>>>

/** The values of a set of facts, by the name each is declared under. */
export type KnownOf<F extends Facts> = {[K in keyof F]: F[K] extends Fact<infer T> ? T : never}

/** Where a fact's evidence stands in a record: its key, and for a user's fact the user. */
export const evidenceKey = (fact: Pick<Fact<unknown>, 'key' | 'per'>, user: string | null): string =>
  fact.per === 'user' ? `${fact.key} ${user}` : fact.key

/** What `evidenceKey` puts together; null where it is of no user. */
export function splitKey(key: string): {fact: string; user: string | null} {
  const blank = key.indexOf(' ')
  return blank < 0 ? {fact: key, user: null} : {fact: key.slice(0, blank), user: key.slice(blank + 1)}
}

type Optional = 'per' | 'identifies' | 'measured'
type Input<T> = Omit<Fact<T>, Optional> & Partial<Pick<Fact<T>, Optional>>

export const defineFact = <T>(fact: Input<T>): Fact<T> => ({
  per: 'run',
  identifies: {},
  measured: [],
  ...fact,
})
