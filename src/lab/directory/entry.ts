import type {Value} from '../state.ts'

export type Attributes = Readonly<Record<string, readonly Value[]>>

/** One object of the directory, as a search meets it. */
export interface Entry {
  dn: string
  attributes: Attributes
  /** Computed at the time of the search: given when asked for by name, and nothing that a filter could match. */
  constructed?: Attributes
}
